import { sums, type Invariant } from './invariant.ts';
import type { ExpectedNotification, PublishedEvent, Snapshot } from './snapshot.ts';

/** Other services and customers learn of each change, and are bothered once. */
export const eachChangeOnce: Invariant = {
  name: 'each change has an event, each effect happens once',
  description: 'Each change publishes its event, and each event causes its emails and webhooks once.',
  holds: 'at-rest',
  *check(snapshot) {
    yield* missingEvents(snapshot);
    yield* missingNotifications(snapshot);
    yield* repeatedNotifications(snapshot);
  },
};

function* missingEvents({
  orders,
  payments,
  shipments,
  stock,
  events,
  unsettled,
}: Snapshot): Iterable<string> {
  const published = new Set(events.flatMap(({ type, data }) => idsOf(data).map((id) => `${type} ${id}`)));
  const required: [id: string, type: string, isRequired: boolean][] = [
    ...orders.flatMap(({ orderId, placedAt, status }) => [
      row(orderId, 'OrderPlaced', placedAt !== undefined),
      row(orderId, 'OrderCanceled', status === 'canceled'),
    ]),
    ...payments.flatMap(({ orderId, status, refundedTotal }) => [
      row(orderId, 'PaymentFailed', status === 'declined'),
      row(orderId, 'PaymentRefunded', refundedTotal > 0),
    ]),
    ...shipments.flatMap(({ shipmentId, status }) => [
      row(shipmentId, 'ShipmentDispatched', status === 'dispatched' || status === 'delivered'),
      row(shipmentId, 'ShipmentDelivered', status === 'delivered'),
    ]),
  ];
  for (const [id, type, isRequired] of required)
    if (isRequired && !unsettled.has(id) && !published.has(`${type} ${id}`)) yield `${id} has no ${type}`;

  const available = sums(
    stock,
    ({ productId }) => productId,
    (item) => item.available,
  );
  for (const [productId, last] of latestStock(events))
    if (!unsettled.has(productId) && available.get(productId) !== last)
      yield `${productId} has ${available.get(productId) ?? 0} available units, but the last StockChanged says ${last}`;
}

const row = (id: string, type: string, isRequired: boolean): [string, string, boolean] => [
  id,
  type,
  isRequired,
];

const idsOf = (data: unknown): string[] => {
  const { orderId, shipmentId } = data as { orderId?: string; shipmentId?: string };
  return [orderId, shipmentId].filter((id) => id !== undefined);
};

/** The available units of each product, by its StockChanged with the highest revision. */
function latestStock(events: readonly PublishedEvent[]): Map<string, number> {
  const latest = new Map<string, PublishedEvent>();
  for (const event of events)
    if (event.type === 'StockChanged' && event.revision > (latest.get(event.subject)?.revision ?? -1))
      latest.set(event.subject, event);
  return new Map(
    [...latest].map(([productId, { data }]) => [productId, (data as { available: number }).available]),
  );
}

function* missingNotifications({
  notifications,
  expectedNotifications,
  unsettled,
}: Snapshot): Iterable<string> {
  const made = new Set(notifications.map(toId));
  for (const expected of expectedNotifications)
    if (!made.has(toId(expected)) && !unsettled.has(expected.change)) yield `there is no ${toId(expected)}`;
}

function* repeatedNotifications({ notifications }: Snapshot): Iterable<string> {
  const recorded = notifications.filter(({ isRecorded }) => isRecorded);
  for (const [id, count] of sums(recorded, toId, () => 1))
    if (count > 1) yield `there are ${count} times ${id}`;
}

const toId = ({ channel, name, change, recipient }: ExpectedNotification): string =>
  `${channel} ${name} about ${change} to ${recipient}`;
