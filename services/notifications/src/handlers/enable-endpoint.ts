import { environment } from '#libs/config';
import { dynamoDbIdempotency, httpHandler, ok } from '#libs/lambda';
import { enableEndpoint } from '../controllers/enable-endpoint.ts';
import { sqsDeliveryQueue } from '../gateways/delivery-queue.ts';
import { dynamoDbWebhookEndpointRepository } from '../gateways/dynamodb-webhook-endpoint-repository.ts';
import { toEndpointView } from '../models/webhook-endpoint.ts';
import { manualDeliveryLimit } from '../wiring/manual-delivery-limit.ts';
import request from './enable-endpoint.schema.ts';

const env = environment({ IDEMPOTENCY_TABLE: 'text', ENDPOINTS_TABLE: 'text', DELIVERIES_QUEUE_URL: 'url' });
const deps = {
  endpoints: dynamoDbWebhookEndpointRepository({ endpoints: env.ENDPOINTS_TABLE }),
  queue: sqsDeliveryQueue(env.DELIVERIES_QUEUE_URL),
  limit: manualDeliveryLimit(),
};

export const handler = httpHandler(
  request,
  async ({ path, caller }) => {
    const endpoint = await enableEndpoint({ ...path, customerId: caller.customerId }, deps);
    return ok(toEndpointView(endpoint), { version: endpoint.version });
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);
