import type { RateLimit } from '#libs/gateways';
import { correlationId } from '#libs/logging';
import { newId } from '#libs/models';
import type { DeliveryRepository } from '../gateways/delivery-repository.ts';
import type { DeliveryQueue } from '../gateways/delivery-queue.ts';
import type { WebhookEndpointRepository } from '../gateways/webhook-endpoint-repository.ts';
import { newDelivery, type Delivery } from '../models/delivery.ts';
import type { EndpointKey } from '../models/webhook-endpoint.ts';
import { testPayload } from '../models/webhook-payload.ts';
import { getEndpoint } from './get-endpoint.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpointRepository, 'find'>;
  readonly deliveries: Pick<DeliveryRepository, 'insert'>;
  readonly queue: Pick<DeliveryQueue, 'deliver'>;
  readonly limit: RateLimit;
  readonly now: () => Date;
}

/** Sends a test event now, regardless of the circuit. @throws AppError throttled `endpoint.too-many-requests` */
export async function testEndpoint(
  key: EndpointKey,
  { endpoints, deliveries, queue, limit, now }: Dependencies,
): Promise<Delivery> {
  const { customerId, endpointId } = await getEndpoint(key, { endpoints });
  await limit.use(customerId);
  const delivery = newDelivery({
    endpoint: { customerId, endpointId },
    payload: testPayload(endpointId, now()),
    cause: newId('tst', now().getTime()),
    correlationId: correlationId(),
    now: now(),
  });
  await deliveries.insert(delivery);
  const { deliveryId, attemptCount } = delivery;
  await queue.deliver({ customerId, endpointId, deliveryId, attemptCount, isManual: true });
  return delivery;
}
