/** Two orders and the inventory that they share, by number: see `interned`. */
export interface SystemState {
  readonly orders: readonly number[];
  readonly inventory: number;
}

const ORDERS = 2 ** 19;
const INVENTORIES = 2 ** 15;

/**
 * A state as one number, because there are millions of them: 19 bits for each order and 15 for the inventory.
 *
 * @throws RangeError when one of them does not fit
 */
export function pack({ orders: [one = 0, other = 0], inventory }: SystemState): number {
  if (one >= ORDERS || other >= ORDERS || inventory >= INVENTORIES)
    throw new RangeError('The model has more orders or inventories than fit into a number.');
  return (one * ORDERS + other) * INVENTORIES + inventory;
}

export function unpack(state: number): SystemState {
  const pair = Math.floor(state / INVENTORIES);
  return { orders: [Math.floor(pair / ORDERS), pair % ORDERS], inventory: state % INVENTORIES };
}
