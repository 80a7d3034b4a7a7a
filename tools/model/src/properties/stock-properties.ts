import { unitsOf, type Inventory } from '../world/inventory.ts';
import type { Order } from '../world/order.ts';

/** What is wrong with the stock, compared with the units that there were at first. */
export function stockProblem(
  inventory: Inventory,
  initial: Readonly<Record<string, number>>,
): string | undefined {
  for (const [product, units] of Object.entries(initial)) {
    if (inventory.stock[product]!.available < 0) return 'stock is never negative';
    if (unitsOf(inventory, product) !== units) return 'available, held and reserved units add up';
  }
  return undefined;
}

/** Why the stock of orders that have ended is not settled, if so. */
export function stockUnfinished(orders: readonly Order[], { reservations }: Inventory): string | undefined {
  for (const { id, record } of orders) {
    const status = reservations[id]?.status ?? 'none';
    const expected = expectedReservations[record?.status ?? ''] ?? [];
    if (!expected.includes(status)) return `the order is ${record?.status}, but its stock is ${status}`;
  }
  return undefined;
}

const expectedReservations: Readonly<Record<string, readonly string[]>> = {
  placed: ['committed'],
  shipped: ['committed'],
  canceled: ['restocked'],
  rejected: ['released', 'restocked'],
};
