import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { newOrigin, originOf } from '#libs/lambda';
import { fixedClock } from '#libs/testing';
import { inMemoryStockLedger } from '../../test/in-memory-stock-ledger.ts';
import { createAdjustment } from './create-adjustment.ts';
import { listAdjustments } from './list-adjustments.ts';

const productId = newId('prd');
const originAt = (at: Date) => originOf(newOrigin(at.getTime()));

describe('createAdjustment', () => {
  it('changes the stock and keeps a record of it', async () => {
    const ledger = inMemoryStockLedger();
    const now = fixedClock();
    await createAdjustment(productId, { quantity: 10, reason: 'delivery' }, originAt(now()), { ledger });
    now.advance(60);
    await createAdjustment(productId, { quantity: -3, reason: 'damage' }, originAt(now()), { ledger });

    expect(await ledger.stockOf(productId)).toMatchObject({ available: 7, version: 2 });
    const { items } = await listAdjustments(productId, { limit: 20 }, { ledger });
    expect(items.map(({ quantity, adjustedAt }) => [quantity, adjustedAt])).toEqual([
      [-3, '2030-01-01T12:01:00.000Z'],
      [10, '2030-01-01T12:00:00.000Z'],
    ]);
  });

  it('changes the stock once for all tries of a request, each of which is answered alike', async () => {
    const ledger = inMemoryStockLedger();
    const origin = originAt(fixedClock()());
    const adjust = () =>
      createAdjustment(productId, { quantity: 10, reason: 'delivery' }, origin, { ledger });
    expect(await adjust()).toEqual(await adjust());
    expect(await ledger.stockOf(productId)).toMatchObject({ available: 10, version: 1 });
  });

  it('takes no more than can be sold', async () => {
    const ledger = inMemoryStockLedger({ [productId]: 2 });
    const loss = { quantity: -3, reason: 'loss' } as const;
    const tooMuch = createAdjustment(productId, loss, originAt(fixedClock()()), { ledger });
    await expect(tooMuch).rejects.toMatchObject({ kind: 'conflict', code: 'stock.insufficient' });
    expect(await ledger.stockOf(productId)).toMatchObject({ available: 2 });
  });
});
