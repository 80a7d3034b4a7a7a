import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inMemoryOrderProjectionRepository } from '../../../test/in-memory-order-projection-repository.ts';
import { orderPlaced } from '../../../test/order-events.ts';
import { updateOrderProjection } from '../../controllers/update-order-projection.ts';
import type { Period } from '../../models/period.ts';
import { placedOrders } from './placed-orders.ts';

async function placedAt(times: readonly string[]) {
  const orders = inMemoryOrderProjectionRepository();
  for (const time of times) await updateOrderProjection(orderPlaced({ placedAt: time }), { orders });
  const list = async (period: Period, after?: string) => {
    const found: string[] = [];
    for await (const { placedOrder } of placedOrders(orders, period, after)) found.push(placedOrder);
    return found;
  };
  const all = orders.all().map(({ placedOrder }) => placedOrder!);
  return { list, sorted: all.toSorted() };
}

describe('placedOrders', () => {
  it('includes the start of the period, and excludes its end', async () => {
    const { list, sorted } = await placedAt([
      '2030-01-01T11:59:59.999Z',
      '2030-01-01T12:00:00.000Z',
      '2030-01-03T11:59:59.999Z',
      '2030-01-03T12:00:00.000Z',
    ]);
    const period = { from: '2030-01-01T12:00:00.000Z', to: '2030-01-03T12:00:00.000Z' };
    expect(await list(period)).toEqual(sorted.slice(1, 3));
  });

  it('sorts across shards and days, and continues after any order', async () => {
    const period = { from: '2030-01-01T00:00:00.000Z', to: '2030-01-04T00:00:00.000Z' };
    // Whole minutes, so that many orders have the same time.
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
