import type { ProductQuantity } from '#libs/contracts';
import { AppError } from '#libs/errors';

/** Units that are reserved for an order, until they are sold or released. */
export interface Reservation {
  readonly orderId: string;
  readonly status: 'reserved' | 'released' | 'committed' | 'restocked';
  readonly lineItems: readonly ProductQuantity[];
  /** When the reservation reached its status. */
  readonly changedAt: string;
}

/** A transition of a reservation, and how each of its units changes the stock of its product. */
export interface ReservationTransition {
  readonly from: Reservation['status'];
  readonly to: Reservation['status'];
  readonly available: 0 | 1;
  readonly reserved: 0 | -1;
}

export const transitions = {
  /** The order failed. */
  release: { from: 'reserved', to: 'released', available: 1, reserved: -1 },
  /** The order is confirmed. */
  commit: { from: 'reserved', to: 'committed', available: 0, reserved: -1 },
  /** The confirmed order was canceled. */
  restock: { from: 'committed', to: 'restocked', available: 1, reserved: 0 },
} satisfies Record<string, ReservationTransition>;

/** Merges the lines of each product, because a transaction can write each stock record only once. */
export function mergeLines(lineItems: readonly ProductQuantity[]): ProductQuantity[] {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lineItems)
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  return [...quantities].map(([productId, quantity]) => ({ productId, quantity }));
}

/** @throws AppError conflict `reservation.{status}`, because the status does not allow the transition */
export function rejectTransition({ status }: Reservation, { to }: ReservationTransition): never {
  throw new AppError('conflict', `reservation.${status}`, {
    detail: `A reservation cannot change from ${status} to ${to}.`,
  });
}
