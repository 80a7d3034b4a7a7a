import { changeRecord, type RateLimit } from '#libs/gateways';
import type { DeliveryRepository, VersionedDelivery } from '../gateways/delivery-repository.ts';
import type { DeliveryQueue } from '../gateways/delivery-queue.ts';
import type { WebhookEndpointRepository } from '../gateways/webhook-endpoint-repository.ts';
import { restartSchedule } from '../models/delivery.ts';
import type { EndpointKey } from '../models/webhook-endpoint.ts';
import { getDelivery } from './get-delivery.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpointRepository, 'find'>;
  readonly deliveries: Pick<DeliveryRepository, 'find' | 'replace'>;
  readonly queue: Pick<DeliveryQueue, 'deliver'>;
  readonly limit: RateLimit;
  readonly now: () => Date;
}

/**
 * Delivers again now, with the same webhook-id. If the attempt fails, the retry schedule restarts.
 *
 * @throws AppError throttled `endpoint.too-many-requests`
 */
export async function redeliverDelivery(
  key: EndpointKey & { readonly deliveryId: string },
  { endpoints, deliveries, queue, limit, now }: Dependencies,
): Promise<VersionedDelivery> {
  await getDelivery(key, { endpoints, deliveries });
  await limit.use(key.customerId);
  const delivery = await changeRecord({
    read: () => getDelivery(key, { endpoints, deliveries }),
    change: (current) => restartSchedule(current, now()),
    replace: deliveries.replace,
  });
  const { customerId, endpointId, deliveryId, attemptCount } = delivery;
  await queue.deliver({ customerId, endpointId, deliveryId, attemptCount, isManual: true });
  return delivery;
}
