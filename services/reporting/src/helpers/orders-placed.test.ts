import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inMemoryOrderCopies } from '../../test/in-memory-order-copies.ts';
import { orderPlaced } from '../../test/order-events.ts';
import { keepOrderCopy } from '../controllers/keep-order-copy.ts';
import type { Period } from '../models/period.ts';
import { ordersPlaced } from './orders-placed.ts';

async function placedAt(times: readonly string[]) {
  const copies = inMemoryOrderCopies();
  for (const time of times) await keepOrderCopy(orderPlaced({ placedAt: time }), { copies });
  const list = async (period: Period, after?: string) => {
    const found: string[] = [];
    for await (const { placedOrder } of ordersPlaced(copies, period, after)) found.push(placedOrder);
    return found;
  };
  const all = copies.all().map(({ placedOrder }) => placedOrder!);
  return { list, sorted: all.toSorted() };
}

describe('ordersPlaced', () => {
  it('takes what was placed at the first instant, and not what was placed at the last', async () => {
    const { list, sorted } = await placedAt([
      '2030-01-01T11:59:59.999Z',
      '2030-01-01T12:00:00.000Z',
      '2030-01-03T11:59:59.999Z',
      '2030-01-03T12:00:00.000Z',
    ]);
    const period = { from: '2030-01-01T12:00:00.000Z', to: '2030-01-03T12:00:00.000Z' };
    expect(await list(period)).toEqual(sorted.slice(1, 3));
  });

  it('is sorted over all shards and days, and goes on after any order', async () => {
    const period = { from: '2030-01-01T00:00:00.000Z', to: '2030-01-04T00:00:00.000Z' };
    // Minutes, so that many fall on the same instant.
    const minutes = fc.array(fc.integer({ min: 0, max: 3 * 24 * 60 - 1 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(minutes, fc.nat(), async (all, somewhere) => {
        const times = all.map((minute) => new Date(Date.parse(period.from) + minute * 60_000).toISOString());
        const { list, sorted } = await placedAt(times);
        const position = somewhere % sorted.length;
        expect(await list(period)).toEqual(sorted);
        expect(await list(period, sorted[position])).toEqual(sorted.slice(position + 1));
      }),
      { numRuns: 50 },
    );
  });
});
