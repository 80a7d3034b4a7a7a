import { AppError } from '#libs/errors';
import type { ContactProjectionRepository } from '../gateways/contact-projection-repository.ts';
import type { DeliveryRepository } from '../gateways/delivery-repository.ts';
import type { DeliveryQueue } from '../gateways/delivery-queue.ts';
import type { WebhookEndpointRepository } from '../gateways/webhook-endpoint-repository.ts';
import { log } from '../log-events.ts';
import { isContactExpired } from '../models/contact.ts';
import { newDelivery } from '../models/delivery.ts';
import type { ConsumedEvent } from '../models/consumed-event.ts';
import { MAX_ENDPOINTS } from '../models/webhook-endpoint.ts';
import { isPublicEvent, toWebhookPayload, type PublicEvent } from '../models/webhook-payload.ts';

export interface FanOutDependencies {
  readonly contacts: Pick<ContactProjectionRepository, 'findOrderContact'>;
  readonly endpoints: Pick<WebhookEndpointRepository, 'list'>;
  readonly deliveries: Pick<DeliveryRepository, 'insert'>;
  readonly queue: Pick<DeliveryQueue, 'deliver'>;
  readonly now: () => Date;
}

/** Creates a delivery for each subscribed endpoint of the event's customer. A duplicate event creates no second delivery. */
export async function fanOut(event: ConsumedEvent, deps: FanOutDependencies): Promise<void> {
  if (!isPublicEvent(event)) return;
  const { contacts, endpoints, deliveries, queue, now } = deps;
  const customerId = await findCustomerId(event, contacts, now());
  // Guests have no endpoints.
  if (customerId === undefined) return;

  const payload = toWebhookPayload(event);
  const { items } = await endpoints.list(customerId, { limit: MAX_ENDPOINTS });
  const subscribed = items.filter(
    ({ eventTypes, health }) => eventTypes.includes(payload.type) && health.circuit !== 'disabled',
  );
  for (const endpoint of subscribed) {
    const delivery = newDelivery({
      endpoint,
      payload,
      // Not the id of the event, which differs when the same change is published again.
      cause: `${event.type}/${event.subject}/${event.revision}`,
      correlationId: event.correlationId,
      now: now(),
    });
    if (!(await deliveries.insert(delivery))) continue;
    const { endpointId, deliveryId, attemptCount } = delivery;
    await queue.deliver({ customerId, endpointId, deliveryId, attemptCount, isManual: false });
  }
}

async function findCustomerId(
  { type, data }: PublicEvent,
  contacts: Pick<ContactProjectionRepository, 'findOrderContact'>,
  now: Date,
): Promise<string | undefined> {
  if ('customerId' in data && data.customerId !== undefined) return data.customerId;
  // Events of orders and shipments contain the customer id unless a guest placed the order.
  if ('email' in data) return undefined;
  const contact = await contacts.findOrderContact(data.orderId);
  if (!contact && isContactExpired(data.orderId, now)) {
    log.info('contact.expired', { type, orderId: data.orderId });
    return undefined;
  }
  if (!contact)
    throw new AppError('unavailable', 'contact.not-received', {
      detail: `The contact of order ${data.orderId} has not arrived yet. The event is retried.`,
    });
  return contact.customerId;
}
