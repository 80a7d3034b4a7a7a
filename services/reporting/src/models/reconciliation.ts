import type { ProductQuantity, ReservationState, StockFinding } from '#libs/contracts';
import type { OrderProjection } from './order-projection.ts';

/** An order and a reservation that do not match, or one without the other. The README explains each code. */
export type OrderMismatch = {
  readonly orderId: string;
  readonly code:
    | 'reservation.open-too-long'
    | 'reservation.order-missing'
    | 'reservation.order-canceled'
    | 'reservation.lines-differ'
    | 'order.reservation-missing'
    | 'order.stock-not-taken';
  readonly detail: string;
};
export type Mismatch = OrderMismatch | StockFinding;

// Events between services may be delayed, for example until a dead-letter queue is redriven.
const GRACE_MILLISECONDS = 15 * 60 * 1000;
// A placement ends within minutes; one that is stuck has its own alarm.
const OPEN_MILLISECONDS = 60 * 60 * 1000;

const isOlder = (than: number, at: string, now: Date): boolean => now.getTime() - Date.parse(at) > than;

/** Compares a reservation with its order. */
export function findReservationMismatches(
  reservation: ReservationState,
  order: OrderProjection | undefined,
  now: Date,
): OrderMismatch[] {
  const { orderId, status, lineItems, changedAt } = reservation;
  const mismatch = (code: OrderMismatch['code'], detail: string): OrderMismatch[] => [
    { orderId, code, detail },
  ];
  if (status === 'reserved' && isOlder(OPEN_MILLISECONDS, changedAt, now))
    return mismatch(
      'reservation.open-too-long',
      `The reservation was created at ${changedAt} and was neither committed nor released.`,
    );
  if (!isSettled(reservation, order, now)) return [];

  const { placed, canceledAt } = order ?? {};
  const isConfirmed = placed !== undefined && canceledAt === undefined;
  if (status !== 'committed')
    return isConfirmed
      ? mismatch('order.stock-not-taken', `The order is confirmed, but its reservation is ${status}.`)
      : [];
  if (canceledAt !== undefined)
    return mismatch(
      'reservation.order-canceled',
      `The order was canceled at ${canceledAt}, but its units were not restocked.`,
    );
  if (placed === undefined)
    return mismatch(
      'reservation.order-missing',
      `The units were committed at ${changedAt} to an order that was never placed.`,
    );
  return isSame(placed.lineItems, lineItems)
    ? []
    : mismatch(
        'reservation.lines-differ',
        'The products or quantities of the order differ from its reservation.',
      );
}

/** Checks an order without a reservation. */
export function findOrderMismatches(order: OrderProjection, now: Date): OrderMismatch[] {
  const isConfirmed = order.placed !== undefined && order.canceledAt === undefined;
  if (!isConfirmed || !isSettled(undefined, order, now)) return [];
  const detail = 'The order is confirmed, but no stock was reserved for it.';
  return [{ orderId: order.orderId, code: 'order.reservation-missing', detail }];
}

function isSettled(
  reservation: ReservationState | undefined,
  order: OrderProjection | undefined,
  now: Date,
): boolean {
  const times = [reservation?.changedAt, order?.placed?.placedAt, order?.canceledAt];
  return times.every((at) => at === undefined || isOlder(GRACE_MILLISECONDS, at, now));
}

function isSame(ordered: readonly ProductQuantity[], taken: readonly ProductQuantity[]): boolean {
  const text = (lines: readonly ProductQuantity[]) => {
    const quantities = new Map<string, number>();
    for (const { productId, quantity } of lines)
      quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
    return [...quantities]
      .map(([productId, quantity]) => `${productId} ${quantity}`)
      .toSorted()
      .join();
  };
  return text(ordered) === text(taken);
}
