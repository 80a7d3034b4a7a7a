import type { EventEnvelope } from '#libs/contracts';
import { toHoldId } from '../../../../services/inventory/src/models/hold.ts';
import { toProductId } from '../../../../services/inventory/src/models/stock.ts';
import { ada, bob } from '../../../../services/checkout/test/shop.ts';
import {
  emptySnapshot,
  type ExpectedNotification,
  type NotificationFact,
  type Snapshot,
} from '../invariants/index.ts';
import type { Shop } from '../shop/shop.ts';
import { WEBHOOK_TYPES } from '../shop/notifications.ts';

const templates: Readonly<Record<string, string>> = {
  OrderPlaced: 'order-placed',
  OrderCanceled: 'order-canceled',
  PaymentFailed: 'payment-failed',
  PaymentRefunded: 'refunded',
  ShipmentDispatched: 'dispatched',
  ShipmentDelivered: 'delivered',
};
const webhookTypes: Readonly<Record<string, (typeof WEBHOOK_TYPES)[number]>> = {
  OrderPlaced: 'order.placed',
  OrderCanceled: 'order.canceled',
  PaymentFailed: 'payment.failed',
  PaymentRefunded: 'payment.refunded',
  ShipmentDispatched: 'shipment.dispatched',
  ShipmentDelivered: 'shipment.delivered',
};

/** Reads the state of the simulated shop. What clients saw is added by the history. */
export async function toSnapshot(shop: Shop): Promise<Snapshot> {
  const { items, reservations, adjustments } = shop.inventory.memory.records();
  const fulfillments = await shop.fulfillment.all();
  const sessions = await shop.checkout.all();
  const { events } = shop.topics;
  return {
    ...emptySnapshot,
    stock: items.map(({ stockId, available, holds }) => ({
      productId: toProductId(stockId),
      available,
      holds,
    })),
    adjustments,
    reservations: reservations.map(({ lineItems, ...reservation }) => ({
      ...reservation,
      lineItems: lineItems.map((line) => ({ ...line, holdId: toHoldId(reservation.orderId, line.hold) })),
    })),
    sessions,
    orders: shop.orders.memory.records(),
    payments: shop.payments.memory.records(),
    charges: shop.payments.provider.charges.map(
      ({ authorizationId, reference, status, amount, refunded }) => ({
        chargeId: authorizationId,
        orderId: reference,
        status,
        authorized: amount,
        captured: status === 'captured' || status === 'refunded' ? amount : 0,
        refunded,
      }),
    ),
    fulfillments: fulfillments.map(({ order }) => order),
    shipments: fulfillments.flatMap(({ shipments }) => shipments),
    events,
    notifications: [...toEmails(shop, events), ...toWebhooks(shop)],
    expectedNotifications: expectedNotifications(events, sessions),
    changes: shop.changes,
  };
}

const toChange = ({ type, subject, revision }: EventEnvelope) => `${type} ${subject}@${revision}`;

function toEmails({ notifications }: Shop, events: readonly EventEnvelope[]): NotificationFact[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  return notifications.mailbox.emails.map(({ emailId, to, isRecorded }) => {
    const [eventId = '', template = ''] = emailId.split('/');
    const event = byId.get(eventId);
    return {
      channel: 'email',
      name: template,
      change: event ? toChange(event) : emailId,
      recipient: to,
      isRecorded,
      customerId: event && emailOf(event.data),
    };
  });
}

/** Receivers ignore a webhook whose id they have seen. */
function toWebhooks({ notifications }: Shop): NotificationFact[] {
  const seen = new Map(notifications.mailbox.webhooks.map(({ webhookId, body }) => [webhookId, body]));
  return [...seen.values()].map((body) => {
    const { type, timestamp, data } = JSON.parse(body) as { type: string; timestamp: string; data: object };
    return {
      channel: 'webhook',
      name: type,
      change: `${timestamp} ${JSON.stringify(data)}`,
      recipient: 'endpoint',
      isRecorded: true,
    };
  });
}

const emailOf = (data: unknown) => (data as { email?: string }).email;

type Sessions = readonly {
  readonly email?: string | undefined;
  readonly customerId?: string | undefined;
  readonly attempts: readonly { readonly orderId: string }[];
}[];

function expectedNotifications(events: readonly EventEnvelope[], sessions: Sessions): ExpectedNotification[] {
  const byOrder = new Map(
    sessions.flatMap((session) => session.attempts.map(({ orderId }) => [orderId, session] as const)),
  );
  const expected = new Map<string, ExpectedNotification>();
  for (const event of events) {
    const template = templates[event.type];
    const session = byOrder.get((event.data as { orderId: string }).orderId);
    if (!template || !session?.email) continue;
    const isGuest = session.customerId === undefined;
    // The response tells a guest that the payment was declined.
    if (event.type === 'PaymentFailed' && isGuest) continue;
    const change = toChange(event);
    expected.set(change, { channel: 'email', name: template, change, recipient: session.email });
  }
  return [...expected.values()];
}

export const endpointOwners = [ada, bob].flatMap((caller) =>
  caller.kind === 'customer' ? [caller.customerId] : [],
);
export { webhookTypes };
