import { environment } from '#libs/config';
import { httpHandler, ok, requireCustomer } from '#libs/lambda';
import { listEndpointSecrets } from '../controllers/endpoint-secrets.ts';
import { dynamoDbWebhookEndpoints, dynamoDbWebhookSecrets } from '../gateways/dynamodb-webhook-endpoints.ts';
import { secretView } from '../models/webhook-secret.ts';
import request from './list-endpoint-secrets.schema.ts';

const env = environment({ ENDPOINTS_TABLE: 'text', SECRETS_TABLE: 'text' });
const deps = {
  endpoints: dynamoDbWebhookEndpoints({ endpoints: env.ENDPOINTS_TABLE }),
  secrets: dynamoDbWebhookSecrets(env.SECRETS_TABLE),
  now: () => new Date(),
};

export const handler = httpHandler(request, async ({ path, caller }) => {
  const secrets = await listEndpointSecrets(
    { ...path, customerId: requireCustomer(caller).customerId },
    deps,
  );
  return ok({ items: secrets.map(secretView) });
});
