import type { Invariant } from './invariant.ts';
import type { OrderFact, ReservationFact } from './snapshot.ts';

/** No unit stays reserved for an order that will never take it. */
export const reservedMeansClaimedOrReleased: Invariant = {
  name: 'reserved means claimed or released',
  description:
    'A reservation is committed, restocked or released, as its order was confirmed, canceled or rejected.',
  holds: 'at-rest',
  *check({ reservations, orders, stock, unsettled }) {
    const byOrder = new Map(reservations.map((reservation) => [reservation.orderId, reservation]));
    const statuses = new Map(orders.map((order) => [order.orderId, order]));
    for (const orderId of new Set([...byOrder.keys(), ...statuses.keys()])) {
      if (unsettled.has(orderId)) continue;
      const order = statuses.get(orderId);
      const actual = byOrder.get(orderId)?.status;
      const expected = expectedStatuses(order);
      if (!expected.includes(actual))
        yield `the reservation of ${orderId} is ${actual ?? 'missing'}, but the order is ${order?.status ?? 'missing'}`;
    }
    for (const { productId, holds } of stock)
      for (const holdId of Object.keys(holds)) {
        const orderId = holdId.split('.', 1)[0]!;
        const reservation = byOrder.get(orderId);
        if (!unsettled.has(orderId) && !includes(reservation, productId, holdId))
          yield `${productId} holds units for ${orderId} that are in no reservation`;
      }
  },
};

function expectedStatuses(order: OrderFact | undefined): readonly (ReservationFact['status'] | undefined)[] {
  if (order?.status === 'canceled') return ['restocked'];
  if (order?.placedAt !== undefined) return ['committed'];
  // The saga may fail before it reserves anything.
  return ['released', undefined];
}

const includes = (reservation: ReservationFact | undefined, productId: string, holdId: string): boolean =>
  reservation?.lineItems.some((line) => line.productId === productId && line.holdId === holdId) ?? false;
