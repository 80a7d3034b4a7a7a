import { environment } from '#libs/config';
import { accepted, dynamoDbIdempotency, httpHandler } from '#libs/lambda';
import { redeliverDelivery } from '../controllers/redeliver-delivery.ts';
import { sqsDeliveryQueue } from '../gateways/delivery-queue.ts';
import { toDeliverySummary } from '../models/delivery.ts';
import { endpointDeliveries } from '../wiring/endpoint-deliveries.ts';
import { manualDeliveryLimit } from '../wiring/manual-delivery-limit.ts';
import request from './redeliver-delivery.schema.ts';

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
    const delivery = await redeliverDelivery({ ...path, customerId: caller.customerId }, deps);
    return accepted(toDeliverySummary(delivery));
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);
