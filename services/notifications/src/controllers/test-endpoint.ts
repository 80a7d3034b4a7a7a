import { correlationId } from '#libs/logging';
import { newId } from '#libs/models';
import type { DeliveryLog } from '../gateways/delivery-log.ts';
import type { DeliveryQueue } from '../gateways/delivery-queue.ts';
import type { WebhookEndpoints } from '../gateways/webhook-endpoints.ts';
import { newDelivery, type Delivery } from '../models/delivery.ts';
import type { EndpointKey } from '../models/webhook-endpoint.ts';
import { testPayload } from '../models/webhook-payload.ts';
import { ownedEndpoint } from './owned-endpoint.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpoints, 'find'>;
  readonly deliveries: Pick<DeliveryLog, 'insert'>;
  readonly queue: Pick<DeliveryQueue, 'deliver'>;
  readonly now: () => Date;
}

/** Sends an event that means nothing, at once and whatever the circuit says. */
export async function testEndpoint(
  key: EndpointKey,
  { endpoints, deliveries, queue, now }: Dependencies,
): Promise<Delivery> {
  const { customerId, endpointId } = await ownedEndpoint(key, { endpoints });
  const delivery = newDelivery({
    endpoint: { customerId, endpointId },
    payload: testPayload(endpointId, now()),
    eventId: newId('tst', now().getTime()),
    correlationId: correlationId(),
    now: now(),
  });
  await deliveries.insert(delivery);
  const { deliveryId, attemptCount } = delivery;
  await queue.deliver({ customerId, endpointId, deliveryId, attemptCount, isByHand: true });
  return delivery;
}
