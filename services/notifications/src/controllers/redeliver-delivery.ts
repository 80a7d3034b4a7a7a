import { changeRecord } from '#libs/gateways';
import type { DeliveryLog, KeptDelivery } from '../gateways/delivery-log.ts';
import type { DeliveryQueue } from '../gateways/delivery-queue.ts';
import type { WebhookEndpoints } from '../gateways/webhook-endpoints.ts';
import { again } from '../models/delivery.ts';
import type { EndpointKey } from '../models/webhook-endpoint.ts';
import { ownedDelivery } from './owned-delivery.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpoints, 'find'>;
  readonly deliveries: Pick<DeliveryLog, 'find' | 'replace'>;
  readonly queue: Pick<DeliveryQueue, 'deliver'>;
  readonly now: () => Date;
}

/** Delivers once more, now, under the same webhook-id; if that fails, by the whole schedule again. */
export async function redeliverDelivery(
  key: EndpointKey & { readonly deliveryId: string },
  { endpoints, deliveries, queue, now }: Dependencies,
): Promise<KeptDelivery> {
  const delivery = await changeRecord({
    read: () => ownedDelivery(key, { endpoints, deliveries }),
    change: (current) => again(current, now()),
    replace: deliveries.replace,
  });
  const { customerId, endpointId, deliveryId, attemptCount } = delivery;
  await queue.deliver({ customerId, endpointId, deliveryId, attemptCount, isByHand: true });
  return delivery;
}
