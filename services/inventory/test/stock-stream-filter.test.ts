import { beforeAll, expect, it } from '@jest/globals';
import { dynamoDbClient } from '#libs/aws';
import { newId } from '#libs/models';
import { runningCloud } from '#libs/testing';
import fc from 'fast-check';
import {
  checkStreamFilter,
  streamFilter,
  type Change,
} from '../../../tools/workspace/src/testing/stream-filter.ts';
import { toAdjustment } from '../src/models/adjustment.ts';
import { newHoldId } from '../src/models/hold.ts';
import { transitions } from '../src/models/reservation.ts';
import { toChangedItem } from '../src/models/stock-events.ts';
import { toBucketIds, toStockId } from '../src/models/stock.ts';
import { dynamoDbRepositories, type Repositories } from './dynamodb-repositories.ts';

const BUCKETS = 3;
const isDelivered = streamFilter('inventory', 'publish-stock-changes');

let repositories: Repositories;
let readItems: (productId: string) => Promise<Map<string, Record<string, unknown>>>;
beforeAll(async () => {
  repositories = await dynamoDbRepositories();
  const cloud = runningCloud();
  const client = dynamoDbClient(cloud.clientConfig);
  const table = await cloud.ref('inventory', 'StockTable');
  readItems = async (productId) => {
    const Keys = [productId, ...toBucketIds(productId, BUCKETS)].map((stockId) => ({ stockId }));
    const { Responses } = await client.batchGet({
      RequestItems: { [table]: { Keys, ConsistentRead: true } },
    });
    return new Map(Responses![table]!.map((item) => [String(item['stockId']), item]));
  };
});

/** Every kind of write to the table, on an item that the number selects. */
const writes = {
  adjust: (productId, bucket) =>
    repositories.adjustments.adjust(
      toAdjustment(productId, { quantity: bucket + 1, reason: 'delivery' }, new Date()),
    ),
  take: (productId, bucket) => repositories.stock.take({ ...hold(productId, bucket), settledHolds: [] }),
  async returnHold(productId, bucket) {
    const [held] = await holdsOf(productId, bucket);
    if (held) await repositories.stock.returnHold(held);
  },
  async forgetHolds(productId, bucket) {
    const holds = (await holdsOf(productId, bucket)).map((each) => each.hold);
    if (holds.length > 0) await repositories.stock.forgetHolds(toStockId(productId, bucket), holds);
  },
  async returnUnits(productId, bucket) {
    const orderId = newId('ord');
    const lineItems = [{ productId, quantity: 1, hold: 'h', bucket }];
    const reservation = {
      orderId,
      status: 'reserved',
      lineItems,
      changedAt: new Date().toISOString(),
    } as const;
    await repositories.reservations.decide(reservation);
    await repositories.reservations.returnUnits(reservation, transitions.release);
  },
  spread: (productId, bucket) => repositories.stock.spread(productId, BUCKETS, bucket),
  async gather(productId) {
    const [main] = await repositories.stock.findItems([productId]);
    if (main?.buckets === undefined) return;
    await repositories.stock.gather(
      main,
      await repositories.stock.findItems(toBucketIds(productId, main.buckets)),
    );
  },
} satisfies Record<string, (productId: string, bucket: number) => Promise<unknown>>;

const hold = (productId: string, bucket: number) => ({
  stockId: toStockId(productId, bucket),
  hold: newHoldId(newId('ord'), new Date()),
  quantity: 1,
});

async function holdsOf(productId: string, bucket: number) {
  const stockId = toStockId(productId, bucket);
  const [item] = await repositories.stock.findItems([stockId]);
  return Object.entries(item?.holds ?? {}).map(([name, quantity]) => ({ stockId, hold: name, quantity }));
}

it('delivers every write that changes available units', async () => {
  const anyWrite = fc.tuple(
    fc.constantFrom(...(Object.keys(writes) as (keyof typeof writes)[])),
    fc.nat({ max: BUCKETS - 1 }),
  );
  const seen = { delivered: 0, withheld: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(anyWrite, { minLength: 20, maxLength: 30 }), async (history) => {
      const productId = newId('prd');
      await writes.adjust(productId, 9);
      await writes.spread(productId, 2);
      let before = await readItems(productId);
      for (const [name, bucket] of history) {
        await writes[name](productId, bucket);
        const after = await readItems(productId);
        for (const change of changesBetween(before, after)) {
          expect(isDelivered(change) || toChangedItem(change) === undefined).toBe(true);
          seen[isDelivered(change) ? 'delivered' : 'withheld']++;
        }
        before = after;
      }
    }),
    { numRuns: 20 },
  );
  expect(Math.min(seen.delivered, seen.withheld)).toBeGreaterThan(0);
});

function changesBetween(
  before: ReadonlyMap<string, Record<string, unknown>>,
  after: ReadonlyMap<string, Record<string, unknown>>,
): Change[] {
  return [...after]
    .map(([stockId, item]) => ({ ...(before.has(stockId) && { before: before.get(stockId)! }), after: item }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

it('withholds writes that only remove holds', async () => {
  const productId = newId('prd');
  await writes.adjust(productId, 9);
  await writes.spread(productId, 2);
  for (const remove of [writes.forgetHolds, writes.returnHold]) {
    await writes.take(productId, 1);
    const before = await readItems(productId);
    await remove(productId, 1);
    const [bucketChange] = changesBetween(before, await readItems(productId)).filter(
      ({ after }) => after?.['stockId'] === toStockId(productId, 1),
    );
    expect(isDelivered(bucketChange!)).toBe(false);
  }
});

it('is invoked for every change of an item that was written with its cause', async () => {
  const item = fc
    .record({ available: fc.nat({ max: 3 }), version: fc.nat() })
    .map((fields) => ({ stockId: 'prd_1', holds: {}, correlationId: 'c', ...fields }));
  const count = await checkStreamFilter(
    ['inventory', 'publish-stock-changes'],
    item,
    (change) => toChangedItem(change) !== undefined,
  );
  expect(count).toBeGreaterThan(0);
});
