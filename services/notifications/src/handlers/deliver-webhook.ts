import { environment } from '#libs/config';
import { eventQueueHandler, on } from '#libs/lambda';
import { attemptDelivery } from '../controllers/attempt-delivery.ts';
import { resumeEndpoint } from '../controllers/resume-endpoint.ts';
import { sqsDeliveryQueue } from '../gateways/delivery-queue.ts';
import { dynamoDbDeliveryLog } from '../gateways/dynamodb-delivery-log.ts';
import { dynamoDbWebhookEndpoints, dynamoDbWebhookSecrets } from '../gateways/dynamodb-webhook-endpoints.ts';
import { resolveHost } from '../gateways/host-resolver.ts';
import { httpsWebhookSender } from '../gateways/https-webhook-sender.ts';
import { webhookSettings } from '../gateways/webhook-settings.ts';
import { checkedEndpointUrl } from '../helpers/checked-endpoint-url.ts';
import DeliveryDue from '../models/delivery-due.schema.ts';
import EndpointResumed from '../models/endpoint-resumed.schema.ts';
import { allowListFrom, circuitSettingsFrom, retryDelaysFrom } from '../models/webhook-settings.ts';

const env = environment({
  ENDPOINTS_TABLE: 'text',
  SECRETS_TABLE: 'text',
  DELIVERIES_TABLE: 'text',
  DELIVERIES_QUEUE_URL: 'url',
  WEBHOOK_PARAMETERS: 'text',
});
const parameters = webhookSettings(env.WEBHOOK_PARAMETERS);
const needs = {
  endpoints: dynamoDbWebhookEndpoints({ endpoints: env.ENDPOINTS_TABLE }),
  secrets: dynamoDbWebhookSecrets(env.SECRETS_TABLE),
  deliveries: dynamoDbDeliveryLog(env.DELIVERIES_TABLE),
  queue: sqsDeliveryQueue(env.DELIVERIES_QUEUE_URL),
  sender: httpsWebhookSender({
    check: async (url) => checkedEndpointUrl(url, await parameters.allowList(allowListFrom), resolveHost),
  }),
  settings: {
    retryDelaysSeconds: () => parameters.retryDelaysSeconds(retryDelaysFrom),
    circuit: () => parameters.circuit(circuitSettingsFrom),
  },
  now: () => new Date(),
  chance: Math.random,
};

export const handler = eventQueueHandler(
  on(DeliveryDue, async ({ data }) => {
    await attemptDelivery(data, needs);
  }),
  on(EndpointResumed, ({ data }) => resumeEndpoint(data, needs)),
);
