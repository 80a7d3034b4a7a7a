import type { OrderCopies } from '../src/gateways/order-copies.ts';
import { isPlaced, type OrderCopy } from '../src/models/order-copy.ts';

const PAGE_SIZE = 3;

/** The copies in memory; they pass the same contract test as the table. */
export function inMemoryOrderCopies(): OrderCopies & { readonly all: () => OrderCopy[] } {
  const kept = new Map<string, OrderCopy>();
  const inShard = (dayShard: string, low: string, high: string) =>
    [...kept.values()]
      .filter(isPlaced)
      .filter((copy) => copy.dayShard === dayShard && copy.placedOrder >= low && copy.placedOrder <= high);
  return {
    all: () => [...kept.values()],
    keep: async (orderId, learn) => void kept.set(orderId, learn(kept.get(orderId))),
    read: async (orderIds) => orderIds.flatMap((orderId) => kept.get(orderId) ?? []),
    async page(cursor = '0') {
      const [all, first] = [[...kept.values()], Number(cursor)];
      const next = first + PAGE_SIZE;
      return { copies: all.slice(first, next), ...(next < all.length && { nextCursor: String(next) }) };
    },
    countInShard: async (...range) => inShard(...range).length,
    async *placedInShard(...range) {
      yield* inShard(...range).toSorted((a, b) => (a.placedOrder < b.placedOrder ? -1 : 1));
    },
  };
}
