import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { fixedClock } from '#libs/testing';
import { inMemoryStockLedger } from '../../test/in-memory-stock-ledger.ts';
import { createAdjustment } from './create-adjustment.ts';
import { listAdjustments } from './list-adjustments.ts';

const productId = newId('prd');

describe('createAdjustment', () => {
  it('changes the stock and keeps a record of it', async () => {
    const ledger = inMemoryStockLedger();
    const now = fixedClock();
    await createAdjustment(productId, { quantity: 10, reason: 'delivery' }, { ledger, now });
    now.advance(60);
    await createAdjustment(productId, { quantity: -3, reason: 'damage' }, { ledger, now });

    expect(await ledger.stockOf(productId)).toMatchObject({ available: 7, version: 2 });
    const { items } = await listAdjustments(productId, { limit: 20 }, { ledger });
    expect(items.map(({ quantity, adjustedAt }) => [quantity, adjustedAt])).toEqual([
      [-3, '2030-01-01T12:01:00.000Z'],
      [10, '2030-01-01T12:00:00.000Z'],
    ]);
  });

  it('takes no more than can be sold', async () => {
    const ledger = inMemoryStockLedger({ [productId]: 2 });
    const tooMuch = createAdjustment(
      productId,
      { quantity: -3, reason: 'loss' },
      { ledger, now: fixedClock() },
    );
    await expect(tooMuch).rejects.toMatchObject({ kind: 'conflict', code: 'stock.insufficient' });
    expect(await ledger.stockOf(productId)).toMatchObject({ available: 2 });
  });
});
