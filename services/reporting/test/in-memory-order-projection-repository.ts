import type { OrderProjectionRepository } from '../src/gateways/order-projection-repository.ts';
import { isPlaced, type OrderProjection } from '../src/models/order-projection.ts';

const PAGE_SIZE = 3;

/** Passes the same contract test as `dynamoDbOrderProjectionRepository`. */
export function inMemoryOrderProjectionRepository(): OrderProjectionRepository & {
  readonly all: () => OrderProjection[];
} {
  const projections = new Map<string, OrderProjection>();
  const inShard = (dayShard: string, low: string, high: string) =>
    [...projections.values()]
      .filter(isPlaced)
      .filter(
        (order) => order.dayShard === dayShard && order.placedOrder >= low && order.placedOrder <= high,
      );
  return {
    all: () => [...projections.values()],
    update: async (orderId, change) => void projections.set(orderId, change(projections.get(orderId))),
    findMany: async (orderIds) => orderIds.flatMap((orderId) => projections.get(orderId) ?? []),
    async list(cursor = '0') {
      const [all, first] = [[...projections.values()], Number(cursor)];
      const next = first + PAGE_SIZE;
      return { orders: all.slice(first, next), ...(next < all.length && { nextCursor: String(next) }) };
    },
    countShard: async (...range) => inShard(...range).length,
    async *listShard(...range) {
      yield* inShard(...range).toSorted((a, b) => (a.placedOrder < b.placedOrder ? -1 : 1));
    },
  };
}
