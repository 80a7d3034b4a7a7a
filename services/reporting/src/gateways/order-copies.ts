import type { OrderCopy, PlacedOrderCopy } from '../models/order-copy.ts';

/** The copies of orders that reporting keeps. */
export interface OrderCopies {
  /**
   * Writes what `learn` makes of a copy; begins again where somebody was quicker.
   *
   * @param learn  given undefined where there is no copy; what it returns unchanged is not written
   */
  keep(orderId: string, learn: (copy: OrderCopy | undefined) => OrderCopy): Promise<void>;
  /** Those that there are, of any number of orders, in any order. */
  read(orderIds: readonly string[]): Promise<OrderCopy[]>;
  /** A page of all copies, in no order. */
  page(cursor?: string): Promise<{ readonly copies: readonly OrderCopy[]; readonly nextCursor?: string }>;
  /** How many orders {@link placedInShard} would give. */
  countInShard(dayShard: string, low: string, high: string): Promise<number>;
  /** One partition of the index, sorted by `placedOrder`, from `low` up to `high`, both included. */
  placedInShard(dayShard: string, low: string, high: string): AsyncIterable<PlacedOrderCopy>;
}
