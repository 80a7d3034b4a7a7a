import { expect, it } from '@jest/globals';
import { seededRandom } from '#libs/testing';
import { AppError } from '#libs/errors';
import { newId } from '#libs/models';
import fc from 'fast-check';
import { inMemoryStock } from '../../test/in-memory-stock.ts';
import { Crash, inProcess, type CrashPoint } from '../../test/simulation/crashes.ts';
import { simulatedEngine } from '../../test/simulation/simulated-engine.ts';
import { virtualTime } from '../../test/simulation/virtual-time.ts';
import { gatherUnits } from '../helpers/gather-units.ts';
import { hotProducts } from '../helpers/hot-products.ts';
import { toAdjustment } from '../models/adjustment.ts';
import { toProductId } from '../models/stock.ts';
import { checkStock } from './check-stock.ts';
import { commitStock } from './commit-stock.ts';
import { createAdjustment } from './create-adjustment.ts';
import { releaseStock } from './release-stock.ts';
import { reserveStock } from './reserve-stock.ts';
import { restockOrder } from './restock-order.ts';

/**
 * Random histories in virtual time: orders, staff, and splits at once, with conflicts, crashes between any two requests,
 * duplicates and late commands. They run the code of the functions on the in-memory repositories, which pass the same
 * contract tests as those on DynamoDB.
 */

const start = Date.parse('2030-01-01T12:00:00.000Z');
const products = Array.from({ length: 3 }, () => newId('prd')).toSorted();
const BUCKETS = 4;

const product = fc.integer({ min: 0, max: products.length - 1 });
const delay = fc.integer({ min: 0, max: 60 });
const crashPoint = fc.record({ request: fc.nat({ max: 9 }), isApplied: fc.boolean() });
const line = fc.record({ product, quantity: fc.integer({ min: 1, max: 4 }) });
const order = fc.record({
  at: delay,
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  /** How each attempt to reserve crashes, if it does. */
  crashes: fc.array(fc.option(crashPoint, { nil: undefined }), { minLength: 1, maxLength: 3 }),
  next: fc.constantFrom('commit', 'release', 'restock', 'nothing'),
  nextCrash: fc.option(crashPoint, { nil: undefined }),
  duplicates: fc.array(delay, { maxLength: 2 }),
});
const chore = fc.record({
  at: delay,
  kind: fc.constantFrom('spread', 'gather', 'deliver', 'lose', 'check'),
  product,
  quantity: fc.integer({ min: 1, max: 6 }),
});
const history = {
  seed: fc.nat(),
  units: fc.tuple(...products.map(() => fc.integer({ min: 0, max: 12 }))),
  orders: fc.array(order, { minLength: 1, maxLength: 8 }),
  chores: fc.array(chore, { maxLength: 8 }),
};

function system(seed: number) {
  const time = virtualTime();
  const random = seededRandom(seed);
  const now = () => new Date(start + time.now());
  const memory = inMemoryStock({ now, engine: simulatedEngine({ time, random }) });
  const rules = { buckets: BUCKETS, hotRate: 30, coolRate: 5, minUnitsPerBucket: 1 };
  const environment = () => ({
    ...memory,
    hotProducts: hotProducts({ rules, now: time.now, random }),
    now,
    pause: time.sleep,
  });
  const deliver = (productId: string, quantity: number) =>
    memory.adjustments.adjust(toAdjustment(productId, { quantity, reason: 'delivery' }, now()));
  return { ...memory, time, environment, deliver };
}
type System = ReturnType<typeof system>;

const isExpected = (error: unknown) => error instanceof AppError || error instanceof Crash;
/** Runs a command in a new process; the saga retries what crashed or was busy. */
async function attempt(command: () => Promise<void>, crashes: readonly (CrashPoint | undefined)[]) {
  for (const crashAt of [...crashes, undefined]) {
    const error: unknown = await inProcess(crashAt, command).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error !== undefined && !isExpected(error)) throw error;
    const isRetried = error instanceof Crash || (error instanceof AppError && error.kind === 'unavailable');
    if (!isRetried) return error === undefined;
  }
  return false;
}

interface PlannedOrder {
  readonly at: number;
  readonly lines: readonly { product: number; quantity: number }[];
  readonly crashes: readonly (CrashPoint | undefined)[];
  readonly next: 'commit' | 'release' | 'restock' | 'nothing';
  readonly nextCrash: CrashPoint | undefined;
  readonly duplicates: readonly number[];
}

/** What the saga does with an order. Returns its id and whether it was reserved. */
async function placeOrder({ environment, time }: System, planned: PlannedOrder) {
  const orderId = newId('ord', start + planned.at);
  const command = {
    orderId,
    correlationId: 'c-1',
    lineItems: planned.lines.map(({ product: index, quantity }) => ({
      productId: products[index]!,
      quantity,
    })),
  };
  const duplicates = planned.duplicates.map(async (at) => {
    await time.sleep(planned.at + at);
    await attempt(() => reserveStock(command, environment()), []);
  });
  await time.sleep(planned.at);
  const isReserved = await attempt(() => reserveStock(command, environment()), planned.crashes);
  const steps = {
    commit: [commitStock],
    release: [releaseStock],
    restock: [commitStock, restockOrder],
    nothing: [],
  }[isReserved ? planned.next : 'release'];
  for (const step of steps) await attempt(() => step(command, environment()), [planned.nextCrash]);
  await Promise.all(duplicates);
  return { ...command, isReserved };
}

async function doChore(
  { environment, stock, time, deliver }: System,
  { at, kind, product: index, quantity }: { at: number; kind: string; product: number; quantity: number },
) {
  await time.sleep(at);
  const productId = products[index]!;
  const deps = environment();
  if (kind === 'spread') await stock.spread(productId, BUCKETS, 1);
  if (kind === 'gather') await gatherUnits(productId, deps);
  if (kind === 'check') await attempt(async () => void (await checkStock(deps)), []);
  if (kind === 'deliver') await attempt(async () => void (await deliver(productId, quantity)), []);
  if (kind === 'lose') {
    const origin = { at: deps.now(), newId: (prefix: string) => newId(prefix) };
    const loss = { quantity: -quantity, reason: 'loss' as const };
    await attempt(async () => void (await createAdjustment(productId, loss, origin, deps)), []);
  }
}

/** Units of a product by its records, which must add up. */
function count({ records }: System, productId: string) {
  const { items, reservations, adjustments } = records();
  const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);
  const own = items.filter(({ stockId }) => toProductId(stockId) === productId);
  const taken = reservations.filter(({ status }) => status === 'reserved' || status === 'committed');
  return {
    available: sum(own.map((item) => item.available)),
    reserved: sum(
      taken.flatMap(({ lineItems }) =>
        lineItems.filter((each) => each.productId === productId).map(({ quantity }) => quantity),
      ),
    ),
    delivered: sum(
      adjustments.filter((each) => each.productId === productId).map(({ quantity }) => quantity),
    ),
    lowest: Math.min(0, ...own.map((item) => item.available)),
  };
}

it('never oversells and never loses units, for any history with crashes, duplicates and staff', async () => {
  await fc.assert(
    fc.asyncProperty(fc.record(history), async ({ seed, units, orders, chores }) => {
      const made = system(seed);
      await made.time.run(async () => {
        for (const [index, quantity] of units.entries())
          if (quantity > 0) await made.deliver(products[index]!, quantity);
        await Promise.all([
          ...orders.map((planned) => placeOrder(made, planned)),
          ...chores.map((planned) => doChore(made, planned)),
        ]);
        for (const productId of products) expect(count(made, productId).lowest).toBe(0);

        // After the last saga ended, the nightly check returns what crashed attempts left behind.
        await made.time.sleep(20 * 60 * 1000);
        expect((await checkStock(made.environment())).findings).toEqual([]);
        expect(await checkStock(made.environment())).toMatchObject({ findings: [], unsettledProducts: 0 });
      });
      for (const productId of products) {
        const { available, reserved, delivered } = count(made, productId);
        expect(available + reserved).toBe(delivered);
      }
      expect(made.records().items.every(({ buckets }) => buckets === undefined)).toBe(true);
    }),
    { numRuns: 300 },
  );
}, 120_000);

it('turns no order away while its units are left', async () => {
  const plan = { ...history, orders: fc.array(order, { minLength: 4, maxLength: 16 }) };
  const splits = fc.array(product, { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(fc.record({ ...plan, splits }), async ({ seed, units, orders, splits: split }) => {
      const made = system(seed);
      const placed = await made.time.run(async () => {
        for (const [index, quantity] of units.entries())
          if (quantity > 0) await made.deliver(products[index]!, quantity);
        for (const index of split) await made.stock.spread(products[index]!, BUCKETS, 1);
        return Promise.all(
          orders.map((planned) =>
            placeOrder(made, {
              ...planned,
              crashes: Array.from({ length: 5 }),
              duplicates: [],
              next: 'commit',
              nextCrash: undefined,
            }),
          ),
        );
      });
      for (const { isReserved, lineItems, orderId } of placed) {
        const reservation = made.records().reservations.find((each) => each.orderId === orderId);
        if (isReserved) continue;
        const [short] = reservation?.shortProductIds ?? [];
        const wanted = lineItems
          .filter(({ productId }) => productId === short)
          .reduce((sum, { quantity }) => sum + quantity, 0);
        expect(count(made, short!).available).toBeLessThan(wanted);
      }
    }),
    { numRuns: 300 },
  );
}, 120_000);
