import type { ProductQuantity, ReservationState, StockFinding } from '#libs/contracts';
import type { OrderCopy } from './order-copy.ts';

/** Two records that do not fit together, or one that lacks the other. What to do about each: README. */
export type OrderFinding = {
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
export type Finding = OrderFinding | StockFinding;

// What one service has done is on its way to the other: events take a second, and a queue that was redriven a while.
const GRACE_MILLISECONDS = 15 * 60 * 1000;
// A placement gives up within minutes; one that is stuck in giving back has rung an alarm of its own.
const OPEN_MILLISECONDS = 60 * 60 * 1000;

const isOlder = (than: number, at: string, now: Date): boolean => now.getTime() - Date.parse(at) > than;

/** What is wrong with a reservation, seen beside the order that it was made for. */
export function reservationFindings(
  reservation: ReservationState,
  copy: OrderCopy | undefined,
  now: Date,
): OrderFinding[] {
  const { orderId, status, lineItems, changedAt } = reservation;
  const found = (code: OrderFinding['code'], detail: string): OrderFinding[] => [{ orderId, code, detail }];
  if (status === 'reserved' && isOlder(OPEN_MILLISECONDS, changedAt, now))
    return found(
      'reservation.open-too-long',
      `It was reserved at ${changedAt}, and neither sold nor released.`,
    );
  if (!isSettled(reservation, copy, now)) return [];

  const { placed, canceledAt } = copy ?? {};
  const isConfirmed = placed !== undefined && canceledAt === undefined;
  if (status !== 'committed')
    return isConfirmed
      ? found('order.stock-not-taken', `The order stands; its reservation is ${status}.`)
      : [];
  if (canceledAt !== undefined)
    return found(
      'reservation.order-canceled',
      `The order was canceled at ${canceledAt}; its pieces did not come back.`,
    );
  if (placed === undefined)
    return found(
      'reservation.order-missing',
      `Its pieces were sold at ${changedAt}, to an order that was never placed.`,
    );
  return isSame(placed.lineItems, lineItems)
    ? []
    : found(
        'reservation.lines-differ',
        'The order has other products or quantities than were taken from the stock.',
      );
}

/** What is wrong with an order for which inventory knows no reservation at all. */
export function unreservedFindings(copy: OrderCopy, now: Date): OrderFinding[] {
  const isConfirmed = copy.placed !== undefined && copy.canceledAt === undefined;
  if (!isConfirmed || !isSettled(undefined, copy, now)) return [];
  const detail = 'The order stands, and nothing was taken from the stock for it.';
  return [{ orderId: copy.orderId, code: 'order.reservation-missing', detail }];
}

function isSettled(
  reservation: ReservationState | undefined,
  copy: OrderCopy | undefined,
  now: Date,
): boolean {
  const times = [reservation?.changedAt, copy?.placed?.placedAt, copy?.canceledAt];
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
