import type { ReservationState, StockCheck } from '#libs/contracts';
import type { Inventory } from '../src/gateways/inventory.ts';

const PAGE_SIZE = 2;

export function inMemoryInventory(stock: Partial<StockCheck> = {}): Inventory & {
  readonly reservations: Map<string, ReservationState>;
} {
  const reservations = new Map<string, ReservationState>();
  return {
    reservations,
    async listReservations(cursor = '0') {
      const [all, first] = [[...reservations.values()], Number(cursor)];
      const next = first + PAGE_SIZE;
      return {
        reservations: all.slice(first, next),
        ...(next < all.length && { nextCursor: String(next) }),
      };
    },
    findReservations: async (orderIds) => orderIds.flatMap((orderId) => reservations.get(orderId) ?? []),
    checkStock: async () => ({
      checkedProducts: 1,
      findings: [],
      findingsTotal: 0,
      unsettledProducts: 0,
      ...stock,
    }),
  };
}
