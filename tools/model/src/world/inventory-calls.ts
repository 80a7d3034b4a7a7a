import { answer, type CallModel } from './effect.ts';
import { isSameHold, type Hold, type Inventory, type Reservation, type StockItem } from './inventory.ts';
import type { World } from './order.ts';

const withItem = (world: World, product: string, change: (item: StockItem) => StockItem): World => {
  const { stock } = world.inventory;
  return withInventory(world, { stock: { ...stock, [product]: change(stock[product]!) } });
};
const withReservation = (world: World, reservation: Reservation): World =>
  withInventory(world, {
    reservations: { ...world.inventory.reservations, [world.order.id]: reservation },
  });
const withInventory = (world: World, change: Partial<Inventory>): World => ({
  ...world,
  inventory: { ...world.inventory, ...change },
});
const without = (holds: readonly Hold[], removed: Hold): Hold[] =>
  holds.filter((each) => !isSameHold(each, removed));
const hasHold = ({ inventory }: World, hold: Hold): boolean =>
  inventory.stock[hold.product]!.holds.some((each) => isSameHold(each, hold));
const withReturned = (world: World, hold: Hold): World =>
  withItem(world, hold.product, ({ available, holds }) => ({
    available: available + 1,
    holds: without(holds, hold),
  }));
const ownReservation = ({ order, inventory }: World): Reservation | undefined =>
  inventory.reservations[order.id];

/** Each is one conditional write, one read or one transaction of the repositories of inventory. */
export const inventoryCalls: Readonly<Record<string, CallModel>> = {
  'stock.take': (world, args) => {
    const hold = args['hold'] as unknown as Hold;
    const item = world.inventory.stock[hold.product]!;
    if (item.available === 0) return answer(world, { outcome: 'short', holds: item.holds });
    const taken = { available: item.available - 1, holds: [...item.holds, hold] };
    const own = taken.holds.filter(({ order }) => order === hold.order);
    return answer(
      withItem(world, hold.product, () => taken),
      { outcome: 'taken', holds: own },
    );
  },

  'stock.find': (world) => answer(world, {}),

  'stock.returnHold': (world, args) => {
    const hold = args['hold'] as unknown as Hold;
    return hasHold(world, hold) ? answer(withReturned(world, hold), true) : answer(world, false);
  },

  'reservations.returnUndecided': (world, args) => {
    const hold = args['hold'] as unknown as Hold;
    if (ownReservation(world)) return answer(world, 'decided');
    return hasHold(world, hold) ? answer(withReturned(world, hold), 'returned') : answer(world, 'missing');
  },

  'stock.forgetHolds': (world, args) => {
    const settled = args['holds'] as unknown as Hold[];
    const forgotten = withItem(world, String(args['product']), ({ available, holds }) => ({
      available,
      holds: settled.reduce(without, [...holds]),
    }));
    return answer(forgotten, {});
  },

  'reservations.find': (world) => answer(world, ownReservation(world) ?? null),

  'reservations.findMany': (world, args) => {
    const { reservations } = world.inventory;
    const found = (args['orders'] as number[]).flatMap((order) =>
      reservations[order] ? [[String(order), reservations[order].lines]] : [],
    );
    return answer(world, Object.fromEntries(found));
  },

  'reservations.decide': (world, args) => {
    const existing = ownReservation(world);
    if (existing) return answer(world, existing);
    const adopted = (args['adopted'] ?? []) as unknown as Hold[];
    const isReturned = adopted.some((hold) => !hasHold(world, hold));
    if (isReturned) return answer(world, 'busy');
    return answer(withReservation(world, args['reservation'] as unknown as Reservation), null);
  },

  'reservations.commit': (world) => {
    const reservation = ownReservation(world);
    if (reservation?.status !== 'reserved') return answer(world, reservation ?? null);
    return answer(withReservation(world, { ...reservation, status: 'committed' }), true);
  },

  'reservations.returnUnits': (world, args) => {
    const reservation = ownReservation(world);
    if (!reservation || reservation.status !== args['from']) return answer(world, false);
    const status = args['to'] as Reservation['status'];
    const returned = reservation.lines.reduce(
      (before, { product }) =>
        withItem(before, product, (item) => ({ ...item, available: item.available + 1 })),
      withReservation(world, { ...reservation, status }),
    );
    return answer(returned, true);
  },

  /** Calls that are made at once take effect in any order. */
  choose: (world, args) => {
    const products = args['products'] as string[];
    return [
      { world, value: products, note: 'in order' },
      { world, value: products.toReversed(), note: 'in reverse' },
    ];
  },

  /** Waits until a unit is free or each hold is decided; after some seconds it fails as busy. */
  wait: (world, args) => {
    const { available, holds } = world.inventory.stock[String(args['product'])]!;
    const isUndecided = holds.some(({ order }) => world.inventory.reservations[order] === undefined);
    const canContinue = available > 0 || !isUndecided;
    return [
      ...(canContinue ? [{ world, value: true, note: 'changed' }] : []),
      { world, value: false, note: 'fails as busy' },
    ];
  },
};
