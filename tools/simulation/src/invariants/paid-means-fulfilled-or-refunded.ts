import { sums, type Invariant } from './invariant.ts';
import type { OrderFact, ProductUnits, ShipmentFact, Snapshot } from './snapshot.ts';

/** A customer who paid receives the goods or the money, and no other customer receives goods. */
export const paidMeansFulfilledOrRefunded: Invariant = {
  name: 'paid means fulfilled or refunded',
  description:
    'An order is confirmed and its units are in shipments exactly when its payment is captured and not refunded.',
  holds: 'at-rest',
  *check(snapshot) {
    const orders = new Map(snapshot.orders.map((order) => [order.orderId, order]));
    for (const orderId of orderIds(snapshot)) {
      if (snapshot.unsettled.has(orderId)) continue;
      for (const problem of checkOrder(orderId, orders.get(orderId), snapshot))
        yield `${orderId}: ${problem}`;
    }
  },
};

function* checkOrder(orderId: string, order: OrderFact | undefined, snapshot: Snapshot): Iterable<string> {
  const charges = snapshot.charges.filter((charge) => charge.orderId === orderId);
  const paid = charges.reduce((sum, { captured, refunded }) => sum + captured - refunded, 0);
  const isRefunded = charges.some(({ captured, refunded }) => captured > 0 && captured === refunded);
  const isConfirmed = order?.placedAt !== undefined;
  if (charges.some(({ status }) => status === 'authorized'))
    yield 'an authorization is neither captured nor voided';
  if (order?.status === 'canceling') yield 'the cancellation has not ended';
  if (!isConfirmed || order.status === 'canceled') {
    if (paid > 0) yield `${paid} are paid, but the order is ${order?.status ?? 'missing'}`;
  } else if (order.totals.total > 0 && paid === 0 && !isRefunded) yield `it is ${order.status}, but not paid`;
  yield* checkRecords(orderId, order, snapshot);
  yield* checkSession(orderId, isConfirmed, snapshot);
  yield* checkShipments(orderId, isConfirmed ? order : undefined, isRefunded, snapshot);
}

/** Payments and orders know what the provider knows. */
function* checkRecords(orderId: string, order: OrderFact | undefined, snapshot: Snapshot): Iterable<string> {
  const payment = snapshot.payments.find((each) => each.orderId === orderId);
  const charge = snapshot.charges.find((each) => each.orderId === orderId && each.status !== 'voided');
  if (charge && charge.status !== payment?.status)
    yield `the provider has ${charge.status} the payment, but the record is ${payment?.status ?? 'missing'}`;
  if (!charge && (payment?.status === 'captured' || payment?.status === 'refunded'))
    yield `the record is ${payment.status}, but the provider has no charge`;
  if (charge && payment && payment.refundedTotal !== charge.refunded)
    yield `the provider refunded ${charge.refunded}, but the record says ${payment.refundedTotal}`;
  if (order?.placedAt !== undefined && payment && payment.refundedTotal !== order.refundedTotal)
    yield `the payment records refunds of ${payment.refundedTotal}, the order ${order.refundedTotal}`;
}

/** The customer learns the outcome from the session. */
function* checkSession(orderId: string, isConfirmed: boolean, { sessions }: Snapshot): Iterable<string> {
  const session = sessions.find(({ attempts }) => attempts.some((attempt) => attempt.orderId === orderId));
  if (!session) return;
  const isLatest = session.attempts.at(-1)?.orderId === orderId;
  const status = isLatest ? session.status : 'failed';
  if (status === 'completing') yield 'the session is still completing';
  if (isConfirmed !== (status === 'completed'))
    yield `the order is ${isConfirmed ? '' : 'not '}confirmed, but the session is ${status}`;
}

function* checkShipments(
  orderId: string,
  order: OrderFact | undefined,
  isRefunded: boolean,
  { fulfillments, shipments }: Snapshot,
): Iterable<string> {
  const fulfillment = fulfillments.find((each) => each.orderId === orderId);
  const open = shipments.filter((each) => each.orderId === orderId && each.status !== 'canceled');
  if (!order || order.status === 'canceled') {
    if (open.length > 0)
      yield `${open.length} shipments are open, but the order is ${order?.status ?? 'not confirmed'}`;
    return;
  }
  // The goods of a refunded order stay where they are.
  if (isRefunded) {
    const free = open.filter(({ hold, status }) => hold === undefined && isBeforeDispatch(status));
    if (free.length > 0) yield `${free.length} shipments of a refunded order are not on hold`;
  }
  if (fulfillment?.status !== 'open')
    yield `it is ${order.status}, but its fulfillment is ${fulfillment?.status ?? 'missing'}`;
  const shipped = units(open.flatMap(({ lineItems }) => lineItems));
  for (const [productId, quantity] of units(order.lineItems))
    if (shipped.get(productId) !== quantity)
      yield `${shipped.get(productId) ?? 0} of ${quantity} units of ${productId} are in shipments`;
  yield* checkShippingStatus(order, open);
}

/** The customer sees in the order where the goods are. */
function* checkShippingStatus(order: OrderFact, open: readonly ShipmentFact[]): Iterable<string> {
  const sent = open.filter(({ status }) => !isBeforeDispatch(status));
  const isSent = open.length > 0 && sent.length === open.length;
  const isDelivered = isSent && sent.every(({ status }) => status === 'delivered');
  const status = isDelivered ? 'delivered' : isSent ? 'shipped' : 'placed';
  if (order.status !== status && order.status !== 'canceling')
    yield `it is ${order.status}, but its shipments are ${open.map((each) => each.status).join(' and ')}`;
  if (!order.shipments) return;
  const known = new Map(order.shipments.map((each) => [each.shipmentId, each.deliveredAt !== undefined]));
  for (const { shipmentId, status: actual } of sent)
    if (known.get(shipmentId) !== (actual === 'delivered'))
      yield `the order does not show that ${shipmentId} is ${actual}`;
}

const isBeforeDispatch = (status: string) => status === 'pending' || status === 'picked';

const units = (lines: readonly ProductUnits[]) =>
  sums(
    lines,
    ({ productId }) => productId,
    ({ quantity }) => quantity,
  );

const orderIds = ({ orders, charges, sessions, shipments }: Snapshot): Set<string> =>
  new Set([
    ...[...orders, ...charges, ...shipments].map(({ orderId }) => orderId),
    ...sessions.flatMap(({ attempts }) => attempts.map(({ orderId }) => orderId)),
  ]);
