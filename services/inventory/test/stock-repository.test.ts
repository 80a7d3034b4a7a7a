import { beforeAll, describe, expect, it } from '@jest/globals';
import { seededRandom } from '#libs/testing';
import { newId } from '#libs/models';
import { toAdjustment } from '../src/models/adjustment.ts';
import { newHoldId } from '../src/models/hold.ts';
import { transitions, type Reservation } from '../src/models/reservation.ts';
import { toBucketIds } from '../src/models/stock.ts';
import { dynamoDbRepositories, type Repositories } from './dynamodb-repositories.ts';
import { inMemoryStock } from './in-memory-stock.ts';
import { simulatedEngine } from './simulation/simulated-engine.ts';
import { virtualTime, type VirtualTime } from './simulation/virtual-time.ts';

const newHold = () => newHoldId(newId('ord'), new Date());
const [one, other, unknown] = [newHold(), newHold(), newHold()];

let onDynamoDb: Repositories;
beforeAll(async () => (onDynamoDb = await dynamoDbRepositories()));

/** The simulation runs in virtual time, so every test runs in it. */
type Run = VirtualTime['run'];
const inRealTime: Run = (main) => main();
function simulated() {
  const time = virtualTime();
  const engine = simulatedEngine({ time, random: seededRandom(1) });
  return { ...inMemoryStock({ engine }), run: time.run };
}

describe.each<[string, () => Repositories & { run: Run }]>([
  ['on DynamoDB', () => ({ ...onDynamoDb, run: inRealTime })],
  ['in memory', () => ({ ...inMemoryStock(), run: inRealTime })],
  ['with simulated conflicts', simulated],
])('the repositories of stock %s', (_, create) => {
  const delivery = (productId: string, quantity: number, at = 0) =>
    toAdjustment(productId, { quantity, reason: 'delivery' }, new Date(at));

  /** A product with units, and a test that runs on it. */
  async function withStock(
    units: number,
    test: (made: Repositories & { productId: string; take: Take; item: Item }) => Promise<void>,
  ) {
    const made = create();
    const productId = newId('prd');
    const take: Take = (stockId, hold, quantity, settledHolds = []) =>
      made.stock.take({ stockId, hold, quantity, settledHolds });
    const item: Item = async (stockId) => (await made.stock.findItems([stockId]))[0];
    await made.run(async () => {
      if (units > 0) await made.adjustments.adjust(delivery(productId, units));
      await test({ ...made, productId, take, item });
    });
  }
  type Take = (
    stockId: string,
    hold: string,
    quantity: number,
    settledHolds?: readonly string[],
  ) => ReturnType<Repositories['stock']['take']>;
  type Item = (
    stockId: string,
  ) => Promise<Awaited<ReturnType<Repositories['stock']['findItems']>>[number] | undefined>;

  const reservation = (productId: string, quantity: number, bucket = 0): Reservation => ({
    orderId: newId('ord'),
    status: 'reserved',
    lineItems: [{ productId, quantity, hold: 'h1', bucket }],
    changedAt: '2030-01-01T12:00:00.000Z',
  });

  it('has no stock of a product without adjustments', () =>
    withStock(0, async ({ stock, adjustments, take, productId }) => {
      expect(await stock.find(productId)).toBeUndefined();
      expect(await stock.findItems([productId])).toEqual([]);
      expect(await take(productId, one, 1)).toEqual({ outcome: 'short', item: undefined });
      expect(await adjustments.adjust(delivery(productId, -1))).toBe(false);
    }));

  it('applies an adjustment once, also when no stock is left', () =>
    withStock(3, async ({ stock, adjustments, productId }) => {
      const loss = toAdjustment(productId, { quantity: -3, reason: 'loss' }, new Date());
      expect([await adjustments.adjust(loss), await adjustments.adjust(loss)]).toEqual([true, true]);
      expect(await stock.find(productId)).toEqual({ productId, available: 0, version: 2 });
      expect((await adjustments.list(productId, { limit: 9 })).items).toHaveLength(2);
    }));

  it('lists adjustments in pages, newest first', () =>
    withStock(1, async ({ adjustments, productId }) => {
      await adjustments.adjust(delivery(productId, 2, 1_000));
      await adjustments.adjust(delivery(productId, 3, 2_000));
      const first = await adjustments.list(productId, { limit: 2 });
      const rest = await adjustments.list(productId, { limit: 2, cursor: first.nextCursor! });
      expect([...first.items, ...rest.items].map(({ quantity }) => quantity)).toEqual([3, 2, 1]);
      expect(rest.nextCursor).toBeUndefined();
    }));

  it('takes units as a hold, and removes settled holds in the same write', () =>
    withStock(5, async ({ productId, take }) => {
      expect(await take(productId, one, 2)).toMatchObject({
        outcome: 'taken',
        item: { stockId: productId, available: 3, version: 2, holds: { [one]: 2 } },
      });
      expect(await take(productId, other, 1, [one, unknown])).toMatchObject({
        outcome: 'taken',
        item: { available: 2, holds: { [other]: 1 } },
      });
    }));

  it('returns the item as it is when it has too few units', () =>
    withStock(5, async ({ productId, take, item }) => {
      await take(productId, one, 3);
      expect(await take(productId, other, 3)).toMatchObject({
        outcome: 'short',
        item: { stockId: productId, available: 2, version: 2, holds: { [one]: 3 } },
      });
      expect(await item(productId)).toMatchObject({ available: 2, version: 2, holds: { [one]: 3 } });
    }));

  it('returns the units of a hold once', () =>
    withStock(5, async ({ stock, productId, take, item }) => {
      await take(productId, one, 3);
      const hold = { stockId: productId, hold: one, quantity: 3 };
      expect([await stock.returnHold(hold), await stock.returnHold(hold)]).toEqual([true, false]);
      expect(await item(productId)).toMatchObject({ available: 5, holds: {} });
    }));

  it('removes holds without changing the stock', () =>
    withStock(5, async ({ stock, productId, take, item }) => {
      await take(productId, one, 1);
      await take(productId, other, 1);
      await stock.forgetHolds(productId, [one, unknown]);
      expect(await item(productId)).toMatchObject({ available: 3, version: 3, holds: { [other]: 1 } });
    }));

  it('splits a product, and sells from its buckets', () =>
    withStock(10, async ({ stock, productId, take, item }) => {
      expect(await stock.spread(productId, 4, 3)).toBe(true);
      expect(await stock.find(productId)).toMatchObject({ available: 10 });
      expect(await item(productId)).toMatchObject({ available: 1, buckets: 4 });
      const [bucket] = toBucketIds(productId, 4) as [string];
      expect(await take(bucket, one, 2)).toMatchObject({ outcome: 'taken', item: { available: 1 } });
      expect(await take(bucket, other, 2)).toMatchObject({ outcome: 'short' });
      expect(await stock.find(productId)).toMatchObject({ available: 8 });
      // A hold of a bucket is returned to the main item.
      expect(await stock.returnHold({ stockId: bucket, hold: one, quantity: 2 })).toBe(true);
      expect(await stock.returnHold({ stockId: bucket, hold: one, quantity: 2 })).toBe(false);
      expect([await item(productId), await item(bucket)]).toMatchObject([
        { available: 3 },
        { available: 1, holds: {} },
      ]);
    }));

  it('does not split more units than there are, nor over another number of buckets', () =>
    withStock(10, async ({ stock, productId, item }) => {
      expect(await stock.spread(productId, 4, 4)).toBe(false);
      expect(await stock.spread(productId, 4, 1)).toBe(true);
      expect(await stock.spread(productId, 8, 1)).toBe(false);
      expect(await stock.spread(productId, 4, 1)).toBe(true);
      expect(await item(`${productId}#3`)).toMatchObject({ available: 2, isOpen: true });
    }));

  it('gathers units and holds, unless a bucket changed, with an increasing version', () =>
    withStock(10, async ({ stock, productId, take, item }) => {
      await stock.spread(productId, 3, 3);
      const ids = toBucketIds(productId, 3);
      const [main, outdated] = [(await item(productId))!, await stock.findItems(ids)];
      await take(ids[0]!, one, 1);
      expect(await stock.gather(main, outdated)).toBe(false);
      const split = (await stock.find(productId))!;
      expect(await stock.gather(main, await stock.findItems(ids))).toBe(true);
      expect(await stock.gather(main, await stock.findItems(ids))).toBe(false);

      const gathered = (await item(productId))!;
      expect(gathered).toMatchObject({ available: 9, holds: { [one]: 1 } });
      expect(gathered.buckets).toBeUndefined();
      expect((await stock.find(productId))!.version).toBeGreaterThan(split.version);
      for (const bucket of await stock.findItems(ids)) {
        expect(bucket).toMatchObject({ available: 0, holds: {} });
        expect(bucket.isOpen).toBeUndefined();
      }
      expect(await stock.spread(productId, 3, 2)).toBe(true);
      expect((await stock.find(productId))!.available).toBe(9);
    }));

  it('decides about an order once', () =>
    withStock(0, async ({ reservations, productId }) => {
      const first = reservation(productId, 1);
      expect(await reservations.decide(first)).toBeUndefined();
      expect(await reservations.decide({ ...first, status: 'released', lineItems: [] })).toEqual(first);
      expect(await reservations.find(first.orderId)).toEqual(first);
      expect(await reservations.findMany([newId('ord'), first.orderId])).toEqual([first]);
    }));

  it('decides with holds of another attempt only while their items have them', () =>
    withStock(5, async ({ stock, reservations, productId, take }) => {
      const made = reservation(productId, 2);
      const hold = { stockId: productId, hold: `${made.orderId}.h1`, quantity: 2 };
      const busy = { kind: 'unavailable', code: 'stock.busy' };
      await expect(reservations.decide(made, [hold])).rejects.toMatchObject(busy);
      expect(await reservations.find(made.orderId)).toBeUndefined();
      await take(productId, hold.hold, 2);
      expect(await reservations.decide(made, [hold])).toBeUndefined();
      await stock.forgetHolds(productId, [hold.hold]);
      expect(await reservations.decide({ ...made, status: 'released' }, [hold])).toEqual(made);
    }));

  it('returns a hold once, and not once its order is decided', () =>
    withStock(5, async ({ reservations, productId, take, item }) => {
      const made = reservation(productId, 2);
      const hold = (name: string) => ({ stockId: productId, hold: `${made.orderId}.${name}`, quantity: 2 });
      for (const name of ['h1', 'h2']) await take(productId, hold(name).hold, 2);
      const returnHold = (name: string) => reservations.returnUndecided(made.orderId, hold(name));
      expect([await returnHold('h2'), await returnHold('h2')]).toEqual(['returned', 'missing']);
      await reservations.decide(made);
      expect(await returnHold('h1')).toBe('decided');
      expect(await item(productId)).toMatchObject({ available: 3, holds: { [hold('h1').hold]: 2 } });
    }));

  it('returns the hold of a bucket to the main item while the order is undecided', () =>
    withStock(6, async ({ stock, reservations, productId, take, item }) => {
      await stock.spread(productId, 3, 2);
      const [bucket] = toBucketIds(productId, 3) as [string];
      await take(bucket, one, 2);
      const hold = { stockId: bucket, hold: one, quantity: 2 };
      expect(await reservations.returnUndecided(newId('ord'), hold)).toBe('returned');
      expect([await item(productId), await item(bucket)]).toMatchObject([
        { available: 4 },
        { available: 0, holds: {} },
      ]);
    }));

  it('commits a reservation once, without changing the stock', () =>
    withStock(3, async ({ stock, reservations, productId }) => {
      const made = reservation(productId, 1);
      expect(await reservations.commit(made.orderId)).toBeUndefined();
      await reservations.decide(made);
      expect(await reservations.commit(made.orderId)).toBe(true);
      expect(await reservations.commit(made.orderId)).toMatchObject({ status: 'committed' });
      expect(await stock.find(productId)).toEqual({ productId, available: 3, version: 1 });
    }));

  it.each([
    ['release', 'reserved', 'released'],
    ['restock', 'committed', 'restocked'],
  ] as const)('returns units once: %s', (name, from, to) =>
    withStock(3, async ({ stock, reservations, productId, take }) => {
      const made = { ...reservation(productId, 2), status: from };
      await take(productId, `${made.orderId}.h1`, 2);
      await reservations.decide(made);
      expect(await reservations.returnUnits(made, transitions[name])).toBe(true);
      expect(await reservations.returnUnits(made, transitions[name])).toBe(false);
      expect(await reservations.find(made.orderId)).toMatchObject({ status: to });
      expect(await stock.find(productId)).toMatchObject({ available: 3 });
    }),
  );

  it('returns units to their bucket, or to the main item when the bucket is closed', () =>
    withStock(9, async ({ stock, reservations, productId, take, item }) => {
      await stock.spread(productId, 3, 3);
      const [bucket] = toBucketIds(productId, 3) as [string];
      const [first, second] = [reservation(productId, 1, 1), reservation(productId, 2, 1)];
      for (const made of [first, second]) {
        await take(bucket, `${made.orderId}.h1`, made.lineItems[0]!.quantity);
        await reservations.decide(made);
      }
      expect(await reservations.returnUnits(first, transitions.release)).toBe(true);
      expect(await item(bucket)).toMatchObject({ available: 1 });
      await stock.gather((await item(productId))!, await stock.findItems(toBucketIds(productId, 3)));
      expect(await reservations.returnUnits(second, transitions.release)).toBe(true);
      expect([await item(productId), await item(bucket)]).toMatchObject([{ available: 9 }, { available: 0 }]);
    }));

  it('sells exactly the stock to concurrent customers', () =>
    withStock(20, async ({ stock, productId, take }) => {
      const results = await Promise.all(Array.from({ length: 50 }, () => take(productId, newHold(), 1)));
      expect(results.filter(({ outcome }) => outcome === 'taken')).toHaveLength(20);
      expect(results.filter(({ outcome }) => outcome === 'short')).toHaveLength(30);
      expect(await stock.find(productId)).toMatchObject({ available: 0 });
    }));
});

describe('the simulated engine', () => {
  it('rejects a write to an item of a transaction in progress, and the second of two transactions', async () => {
    const time = virtualTime();
    const engine = simulatedEngine({ time, random: seededRandom(1) });
    const { stock, adjustments } = inMemoryStock({ available: { a: 9 }, engine });
    await time.run(async () => {
      const spreads = Promise.all([stock.spread('a', 2, 1), stock.spread('a', 2, 1)]);
      await time.sleep(4);
      expect(await stock.take({ stockId: 'a', hold: one, quantity: 1, settledHolds: [] })).toEqual({
        outcome: 'busy',
      });
      expect((await spreads).toSorted()).toEqual([false, true]);
      // Adjustments retry.
      const both = [1, 2].map((quantity) =>
        adjustments.adjust(toAdjustment('a', { quantity, reason: 'delivery' }, new Date(quantity))),
      );
      expect(await Promise.all(both)).toEqual([true, true]);
    });
    expect(engine.counts.conflicts).toBeGreaterThanOrEqual(2);
  });

  it('rejects writes beyond the limit of a partition', async () => {
    const time = virtualTime();
    const engine = simulatedEngine({ time, random: seededRandom(1), partitionOf: () => 'p' });
    const { stock } = inMemoryStock({ available: { a: 999 }, engine });
    const results = await time.run(() =>
      Promise.all(
        Array.from({ length: 150 }, () =>
          stock.take({ stockId: 'a', hold: newHold(), quantity: 1, settledHolds: [] }),
        ),
      ),
    );
    const busy = results.filter(({ outcome }) => outcome === 'busy').length;
    expect(busy).toBeGreaterThan(30);
    expect(engine.counts.throttles).toBe(busy);
  });
});
