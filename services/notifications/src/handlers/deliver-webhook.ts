import { environment, parameterReader } from '#libs/config';
import { parameterStore } from '#libs/gateways';
import { eventQueueHandler, on } from '#libs/lambda';
import { attemptDelivery } from '../controllers/attempt-delivery.ts';
import { resumeEndpoint } from '../controllers/resume-endpoint.ts';
import { sqsDeliveryQueue } from '../gateways/delivery-queue.ts';
import { dynamoDbDeliveryLog } from '../gateways/dynamodb-delivery-log.ts';
import { dynamoDbWebhookEndpoints, dynamoDbWebhookSecrets } from '../gateways/dynamodb-webhook-endpoints.ts';
import { resolveHost } from '../gateways/host-resolver.ts';
import { httpsWebhookSender } from '../gateways/https-webhook-sender.ts';
import { checkedEndpointUrl } from '../helpers/checked-endpoint-url.ts';
import DeliveryDue from '../models/delivery-due.schema.ts';
import EndpointResumed from '../models/endpoint-resumed.schema.ts';
import RetryDelaysSeconds from '../parameters/retry-delays-seconds.schema.ts';
import WebhookAllowList from '../parameters/webhook-allow-list.schema.ts';
import WebhookCircuit from '../parameters/webhook-circuit.schema.ts';

const env = environment({
  ENDPOINTS_TABLE: 'text',
  SECRETS_TABLE: 'text',
  DELIVERIES_TABLE: 'text',
  DELIVERIES_QUEUE_URL: 'url',
  RETRY_DELAYS_PARAMETER: 'parameter',
  WEBHOOK_CIRCUIT_PARAMETER: 'parameter',
  WEBHOOK_ALLOW_LIST_PARAMETER: 'parameter',
});
const parameters = parameterReader(parameterStore());
const allowList = () => parameters.value(env.WEBHOOK_ALLOW_LIST_PARAMETER, WebhookAllowList);
const deps = {
  endpoints: dynamoDbWebhookEndpoints({ endpoints: env.ENDPOINTS_TABLE }),
  secrets: dynamoDbWebhookSecrets(env.SECRETS_TABLE),
  deliveries: dynamoDbDeliveryLog(env.DELIVERIES_TABLE),
  queue: sqsDeliveryQueue(env.DELIVERIES_QUEUE_URL),
  sender: httpsWebhookSender({
    check: async (url) => checkedEndpointUrl(url, await allowList(), resolveHost),
  }),
  settings: {
    retryDelaysSeconds: () => parameters.value(env.RETRY_DELAYS_PARAMETER, RetryDelaysSeconds),
    circuit: () => parameters.value(env.WEBHOOK_CIRCUIT_PARAMETER, WebhookCircuit),
  },
  now: () => new Date(),
  chance: Math.random,
};

export const handler = eventQueueHandler(
  on(DeliveryDue, async ({ data }) => {
    await attemptDelivery(data, deps);
  }),
  on(EndpointResumed, ({ data }) => resumeEndpoint(data, deps)),
);
