import type { ProductQuantity } from '#libs/contracts';
import { AppError } from '#libs/errors';

/** Pieces put aside for an order, until they are sold or given back. */
export interface Reservation {
  readonly orderId: string;
  readonly status: 'reserved' | 'released' | 'committed' | 'restocked';
  readonly lineItems: readonly ProductQuantity[];
  /** When it came to this status. */
  readonly changedAt: string;
}

/** How a reservation moves on, and what each reserved piece then does to the stock of its product. */
export interface Move {
  readonly from: Reservation['status'];
  readonly to: Reservation['status'];
  readonly available: 0 | 1;
  readonly reserved: 0 | -1;
}

export const moves = {
  /** The order did not come about. */
  release: { from: 'reserved', to: 'released', available: 1, reserved: -1 },
  /** The pieces are sold. */
  commit: { from: 'reserved', to: 'committed', available: 0, reserved: -1 },
  /** The order was canceled after all. */
  restock: { from: 'committed', to: 'restocked', available: 1, reserved: 0 },
} satisfies Record<string, Move>;

/** Lines of one product become one: a transaction may touch each stock only once. */
export function mergedLines(lineItems: readonly ProductQuantity[]): ProductQuantity[] {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lineItems)
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  return [...quantities].map(([productId, quantity]) => ({ productId, quantity }));
}

/** @throws AppError conflict when a reservation is no longer, or not yet, where the move begins */
export function refuseMove({ status }: Reservation, { to }: Move): never {
  throw new AppError('conflict', `reservation.${status}`, {
    detail: `A ${status} reservation cannot become ${to}.`,
  });
}
