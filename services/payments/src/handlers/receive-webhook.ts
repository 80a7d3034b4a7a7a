import { environment, parameterReader } from '#libs/config';
import { parameterStore } from '#libs/gateways';
import { httpHandler, ok } from '#libs/lambda';
import { receiveWebhook } from '../controllers/receive-webhook.ts';
import { dynamoDbPaymentRepository } from '../gateways/dynamodb-payment-repository.ts';
import WebhookSecret from '../parameters/webhook-secret.schema.ts';
import request from './receive-webhook.schema.ts';

const env = environment({ PAYMENTS_TABLE: 'text', WEBHOOK_SECRET_PARAMETER: 'secretParameter' });
const parameters = parameterReader(parameterStore());
const deps = {
  payments: dynamoDbPaymentRepository(env.PAYMENTS_TABLE),
  secret: () => parameters.value(env.WEBHOOK_SECRET_PARAMETER, WebhookSecret),
  now: () => new Date(),
};

export const handler = httpHandler(request, async ({ body, headers }) => {
  await receiveWebhook({ payload: body ?? '', signature: headers['stripe-signature'] }, deps);
  return ok({ received: true });
});
