import { AppError } from '#libs/errors';
import type { Contacts } from '../gateways/contacts.ts';
import type { DeliveryLog } from '../gateways/delivery-log.ts';
import type { DeliveryQueue } from '../gateways/delivery-queue.ts';
import type { WebhookEndpoints } from '../gateways/webhook-endpoints.ts';
import { log } from '../log-events.ts';
import { isContactAged } from '../models/contact.ts';
import { newDelivery } from '../models/delivery.ts';
import type { HeardEvent } from '../models/heard-event.ts';
import { MAX_ENDPOINTS } from '../models/webhook-endpoint.ts';
import { isPublicEvent, webhookPayload, type PublicEvent } from '../models/webhook-payload.ts';

export interface FanOutNeeds {
  readonly contacts: Pick<Contacts, 'ofOrder'>;
  readonly endpoints: Pick<WebhookEndpoints, 'page'>;
  readonly deliveries: Pick<DeliveryLog, 'insert'>;
  readonly queue: Pick<DeliveryQueue, 'deliver'>;
  readonly now: () => Date;
}

/**
 * Makes a delivery of an event for each endpoint of the customer whom it concerns, and of nobody else. An event that
 * comes again finds its deliveries made.
 */
export async function fanOut(event: HeardEvent, deps: FanOutNeeds): Promise<void> {
  if (!isPublicEvent(event)) return;
  const { contacts, endpoints, deliveries, queue, now } = deps;
  const customerId = await customerOf(event, contacts, now());
  // Guests have no account to register an endpoint with.
  if (customerId === undefined) return;

  const payload = webhookPayload(event);
  const { items } = await endpoints.page(customerId, { limit: MAX_ENDPOINTS });
  const listening = items.filter(
    ({ eventTypes, health }) => eventTypes.includes(payload.type) && health.circuit !== 'disabled',
  );
  for (const endpoint of listening) {
    const delivery = newDelivery({
      endpoint,
      payload,
      eventId: event.id,
      correlationId: event.correlationId,
      now: now(),
    });
    if (!(await deliveries.insert(delivery))) continue;
    const { endpointId, deliveryId, attemptCount } = delivery;
    await queue.deliver({ customerId, endpointId, deliveryId, attemptCount, isByHand: false });
  }
}

async function customerOf(
  { type, data }: PublicEvent,
  contacts: Pick<Contacts, 'ofOrder'>,
  now: Date,
): Promise<string | undefined> {
  if ('customerId' in data && data.customerId !== undefined) return data.customerId;
  // Events of orders and shipments name the customer wherever there is one.
  if ('email' in data) return undefined;
  const contact = await contacts.ofOrder(data.orderId);
  if (!contact && isContactAged(data.orderId, now)) {
    log.info('contact.aged', { type, orderId: data.orderId });
    return undefined;
  }
  if (!contact)
    throw new AppError('unavailable', 'contact.not-heard-yet', {
      detail: `Nothing was heard of ${data.orderId} yet. Events come in any order: this one is tried again.`,
    });
  return contact.customerId;
}
