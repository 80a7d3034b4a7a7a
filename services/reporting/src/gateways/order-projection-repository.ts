import type { OrderProjection, PlacedOrderProjection } from '../models/order-projection.ts';

export interface OrderProjectionRepository {
  /**
   * Updates the projection of an order; retries after a conflict.
   *
   * @param change  receives undefined for a new order; returns the same object if nothing changes, and then nothing is written
   */
  update(orderId: string, change: (order: OrderProjection | undefined) => OrderProjection): Promise<void>;
  /** The existing projections of any number of orders, in no particular order. */
  findMany(orderIds: readonly string[]): Promise<OrderProjection[]>;
  /** A page of all projections, in no particular order. */
  list(
    cursor?: string,
  ): Promise<{ readonly orders: readonly OrderProjection[]; readonly nextCursor?: string }>;
  /** The number of orders that {@link listShard} returns. */
  countShard(dayShard: string, low: string, high: string): Promise<number>;
  /** The orders of a shard from `low` to `high` (inclusive), sorted by `placedOrder`. */
  listShard(dayShard: string, low: string, high: string): AsyncIterable<PlacedOrderProjection>;
}
