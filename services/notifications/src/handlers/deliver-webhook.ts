import { environment, parameterReader } from '#libs/config';
import { parameterStore } from '#libs/gateways';
import { eventQueueHandler, on } from '#libs/lambda';
import { attemptDelivery } from '../controllers/attempt-delivery.ts';
import { resumeEndpoint } from '../controllers/resume-endpoint.ts';
import { sqsDeliveryQueue } from '../gateways/delivery-queue.ts';
import { dynamoDbDeliveryRepository } from '../gateways/dynamodb-delivery-repository.ts';
import {
  dynamoDbWebhookEndpointRepository,
  dynamoDbWebhookSecretRepository,
} from '../gateways/dynamodb-webhook-endpoint-repository.ts';
import { httpsWebhookSender } from '../gateways/https-webhook-sender.ts';
import DeliveryDue from '../models/delivery-due.schema.ts';
import EndpointResumed from '../models/endpoint-resumed.schema.ts';
import RetryDelaysSeconds from '../parameters/retry-delays-seconds.schema.ts';
import WebhookCircuitBreaker from '../parameters/webhook-circuit-breaker.schema.ts';
import { endpointUrlValidator } from '../wiring/endpoint-url-validator.ts';

const env = environment({
  ENDPOINTS_TABLE: 'text',
  SECRETS_TABLE: 'text',
  DELIVERIES_TABLE: 'text',
  DELIVERIES_QUEUE_URL: 'url',
  WEBHOOK_TIMEOUT_SECONDS: 'integer',
  RETRY_DELAYS_PARAMETER: 'parameter',
  WEBHOOK_CIRCUIT_BREAKER_PARAMETER: 'parameter',
});
const parameters = parameterReader(parameterStore());
const deps = {
  endpoints: dynamoDbWebhookEndpointRepository({ endpoints: env.ENDPOINTS_TABLE }),
  secrets: dynamoDbWebhookSecretRepository(env.SECRETS_TABLE),
  deliveries: dynamoDbDeliveryRepository(env.DELIVERIES_TABLE),
  queue: sqsDeliveryQueue(env.DELIVERIES_QUEUE_URL),
  sender: httpsWebhookSender({
    validateUrl: endpointUrlValidator(parameters),
    timeoutMilliseconds: env.WEBHOOK_TIMEOUT_SECONDS * 1000,
  }),
  settings: {
    retryDelaysSeconds: () => parameters.value(env.RETRY_DELAYS_PARAMETER, RetryDelaysSeconds),
    circuit: () => parameters.value(env.WEBHOOK_CIRCUIT_BREAKER_PARAMETER, WebhookCircuitBreaker),
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
