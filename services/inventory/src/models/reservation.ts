import type { ProductQuantity } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { toHoldId } from './hold.ts';

/** A line of a reservation, and the stock item and hold that its units were taken by. */
export interface ReservedLine extends ProductQuantity {
  /** The suffix of the hold's id. */
  readonly hold: string;
  readonly bucket: number;
}

/**
 * Whether an order has its units, decided once by a conditional write. A refused or released order has a reservation
 * without lines, which rejects a late `ReserveStock`.
 */
export interface Reservation {
  readonly orderId: string;
  readonly status: 'reserved' | 'released' | 'committed' | 'restocked';
  readonly lineItems: readonly ReservedLine[];
  /** The products with insufficient stock, when the reservation was refused. */
  readonly shortProductIds?: readonly string[];
  /** When the reservation reached its status. */
  readonly changedAt: string;
}

/** A transition of a reservation that returns its units to the stock. */
export interface ReturningTransition {
  readonly from: Reservation['status'];
  readonly to: Reservation['status'];
}

export const transitions = {
  /** The order failed. */
  release: { from: 'reserved', to: 'released' },
  /** The confirmed order was canceled. */
  restock: { from: 'committed', to: 'restocked' },
} satisfies Record<string, ReturningTransition>;

/**
 * Merges the lines of each product. The result is sorted: orders wait for units in the same order of products, so that
 * none of them waits for another one in a circle.
 */
export function mergeLines(lineItems: readonly ProductQuantity[]): ProductQuantity[] {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lineItems)
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  return [...quantities]
    .map(([productId, quantity]) => ({ productId, quantity }))
    .toSorted((one, other) => (one.productId < other.productId ? -1 : 1));
}

/** Whether the reservation includes a hold on a product. Otherwise the units of the hold must be returned. */
export const includesHold = (
  { orderId, lineItems }: Reservation,
  productId: string,
  holdId: string,
): boolean =>
  lineItems.some((line) => line.productId === productId && toHoldId(orderId, line.hold) === holdId);

/** @throws AppError conflict `reservation.{status}`, because the status does not allow the transition */
export function rejectTransition({ status }: Reservation, to: Reservation['status']): never {
  throw new AppError('conflict', `reservation.${status}`, {
    detail: `A reservation cannot change from ${status} to ${to}.`,
  });
}
