import { environment } from '#libs/config';
import { accepted, dynamoDbIdempotency, httpHandler } from '#libs/lambda';
import { testEndpoint } from '../controllers/test-endpoint.ts';
import { sqsDeliveryQueue } from '../gateways/delivery-queue.ts';
import { toDeliverySummary } from '../models/delivery.ts';
import { endpointDeliveries } from '../wiring/endpoint-deliveries.ts';
import { manualDeliveryLimit } from '../wiring/manual-delivery-limit.ts';
import request from './test-endpoint.schema.ts';

const env = environment({ IDEMPOTENCY_TABLE: 'text', DELIVERIES_QUEUE_URL: 'url' });
const deps = {
  ...endpointDeliveries(),
  queue: sqsDeliveryQueue(env.DELIVERIES_QUEUE_URL),
  limit: manualDeliveryLimit(),
  now: () => new Date(),
};

export const handler = httpHandler(
  request,
  async ({ path, caller }) => {
    const delivery = await testEndpoint({ ...path, customerId: caller.customerId }, deps);
    return accepted(toDeliverySummary(delivery), {
      location: `/notifications/endpoints/${path.endpointId}/deliveries/${delivery.deliveryId}`,
    });
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);
