import type { Order } from '../world/order.ts';

export interface Scenario {
  readonly name: string;
  readonly stock: Readonly<Record<string, number>>;
  readonly orders: readonly [Order, Order];
  /** How many faults each of the two orders may have. */
  readonly faults: readonly (readonly [number, number])[];
}

const submittedOrder = (id: number, products: readonly string[], options: Partial<Order> = {}): Order => ({
  id,
  products,
  isPaid: true,
  isCancelable: false,
  faults: 0,
  session: 'completing',
  card: 'unknown',
  charges: [],
  attempts: 0,
  executions: [],
  invocations: [],
  ...options,
});

/** At most `faults` in total: a run need not use them up. */
const sharedOut = (faults: number): [number, number][] =>
  Array.from({ length: faults + 1 }, (_, first) => [first, faults - first]);

/** Both orders want both products; there is one unit of the second. */
export const sameProducts = (faults: number): Scenario => ({
  name: 'two orders of the same products',
  stock: { A: 2, B: 1 },
  orders: [submittedOrder(1, ['A', 'B']), submittedOrder(2, ['A', 'B'])],
  // The orders are alike: which of them has more faults does not matter.
  faults: sharedOut(faults).filter(([one, other]) => one >= other),
});

/** One of the orders needs another product too, and can fail after it has taken it. */
export const lastUnit = (faults: number): Scenario => ({
  name: 'two orders want the last unit',
  stock: { A: 1, B: 1 },
  orders: [submittedOrder(1, ['A', 'B']), submittedOrder(2, ['B'])],
  faults: sharedOut(faults),
});

/** Both orders can be canceled and dispatched; one of them has nothing to pay. */
export const cancellation = (faults: number): Scenario => ({
  name: 'two orders that can be canceled, one of them free',
  stock: { A: 1, B: 1 },
  orders: [
    submittedOrder(1, ['B'], { isCancelable: true }),
    submittedOrder(2, ['A', 'B'], { isCancelable: true, isPaid: false }),
  ],
  faults: sharedOut(faults),
});
