import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { newOrigin, toOrigin } from '#libs/lambda';
import { fixedClock } from '#libs/testing';
import { inMemoryStock } from '../../test/in-memory-stock.ts';
import { createAdjustment } from './create-adjustment.ts';
import { listAdjustments } from './list-adjustments.ts';

const productId = newId('prd');
const originAt = (at: Date) => toOrigin(newOrigin(at.getTime()));
const setup = (available: Record<string, number> = {}) => ({
  ...inMemoryStock({ available }),
  pause: async () => {},
});

describe('createAdjustment', () => {
  it('changes the stock and records the adjustment', async () => {
    const deps = setup();
    const now = fixedClock();
    await createAdjustment(productId, { quantity: 10, reason: 'delivery' }, originAt(now()), deps);
    now.advance(60);
    await createAdjustment(productId, { quantity: -3, reason: 'damage' }, originAt(now()), deps);

    expect(await deps.stock.find(productId)).toMatchObject({ available: 7, version: 2 });
    const { items } = await listAdjustments(productId, { limit: 20 }, deps);
    expect(items.map(({ quantity, adjustedAt }) => [quantity, adjustedAt])).toEqual([
      [-3, '2030-01-01T12:01:00.000Z'],
      [10, '2030-01-01T12:00:00.000Z'],
    ]);
  });

  it('changes the stock once for repeated requests, with the same result', async () => {
    const deps = setup();
    const origin = originAt(fixedClock()());
    const adjust = () => createAdjustment(productId, { quantity: 10, reason: 'delivery' }, origin, deps);
    expect(await adjust()).toEqual(await adjust());
    expect(await deps.stock.find(productId)).toMatchObject({ available: 10, version: 1 });
  });

  it('rejects a quantity above the available stock', async () => {
    const deps = setup({ [productId]: 2 });
    const loss = { quantity: -3, reason: 'loss' } as const;
    const result = createAdjustment(productId, loss, originAt(fixedClock()()), deps);
    await expect(result).rejects.toMatchObject({ kind: 'conflict', code: 'stock.insufficient' });
    expect(await deps.stock.find(productId)).toMatchObject({ available: 2 });
  });

  it('removes units that are split over several items', async () => {
    const deps = setup({ [productId]: 8 });
    await deps.stock.spread(productId, 4, 2);
    const loss = { quantity: -7, reason: 'loss' } as const;
    await createAdjustment(productId, loss, originAt(fixedClock()()), deps);
    expect(await deps.stock.find(productId)).toMatchObject({ available: 1 });
  });
});
