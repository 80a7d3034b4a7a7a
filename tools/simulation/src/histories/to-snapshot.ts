import type { EventEnvelope } from '#libs/contracts';
import { toHoldId } from '../../../../services/inventory/src/models/hold.ts';
import { toProductId } from '../../../../services/inventory/src/models/stock.ts';
import {
  emptySnapshot,
  type ExpectedNotification,
  type NotificationFact,
  type Snapshot,
} from '../invariants/index.ts';
import type { Shop } from '../shop/shop.ts';

const emailedTypes = new Set([
  'OrderPlaced',
  'OrderCanceled',
  'PaymentFailed',
  'PaymentRefunded',
  'ShipmentDispatched',
  'ShipmentDelivered',
]);

/** Reads the state of the simulated shop. What clients saw is added by the history. */
export async function toSnapshot(shop: Shop): Promise<Snapshot> {
  const { items, reservations, adjustments } = shop.inventory.memory.records();
  const fulfillments = await shop.fulfillment.all();
  const sessions = await shop.checkout.all();
  const { events } = shop.topics;
  const expected = expectedNotifications(events, sessions);
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
    notifications: [...toEmails(shop, expected), ...toWebhooks(shop)],
    expectedNotifications: expected,
    changes: shop.changes,
  };
}

/** What customers are notified of, however often it is published: the id of its email. */
function toChange({ type, data }: EventEnvelope): string {
  const { orderId, shipmentId, refundedTotal } = data as {
    orderId: string;
    shipmentId?: string;
    refundedTotal?: { amount: number };
  };
  if (shipmentId !== undefined) return `${shipmentId}/${type}`;
  return refundedTotal ? `${orderId}/${type}/${refundedTotal.amount}` : `${orderId}/${type}`;
}

function toEmails({ notifications }: Shop, expected: readonly ExpectedNotification[]): NotificationFact[] {
  const owners = new Map(expected.map(({ change, recipient }) => [change, recipient]));
  return notifications.mailbox.emails.map(({ emailId, to, isRecorded }) => ({
    channel: 'email',
    name: emailId.split('/')[1] ?? '',
    change: emailId,
    recipient: to,
    isRecorded,
    customerId: owners.get(emailId),
  }));
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
    if (!emailedTypes.has(event.type)) continue;
    const session = byOrder.get((event.data as { orderId: string }).orderId);
    if (session?.email === undefined) continue;
    const isGuest = session.customerId === undefined;
    // A guest reads in the response that the payment was declined.
    if (event.type === 'PaymentFailed' && isGuest) continue;
    const change = toChange(event);
    expected.set(change, { channel: 'email', name: event.type, change, recipient: session.email });
  }
  return [...expected.values()];
}
