import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import fc from 'fast-check';
import { inMemoryStockLedger } from '../../test/in-memory-stock-ledger.ts';
import type { StockBooks } from '../gateways/stock-books.ts';
import { adjustmentOf } from '../models/adjustment.ts';
import { moves } from '../models/reservation.ts';
import { checkStock } from './check-stock.ts';

const noon = new Date('2030-01-01T12:00:00.000Z');
const changedAt = noon.toISOString();

async function shop(pieces = 10) {
  const ledger = inMemoryStockLedger();
  const productId = newId('prd');
  await ledger.adjust(adjustmentOf(productId, { quantity: pieces, reason: 'delivery' }, noon));
  const order = async (quantity: number, ...then: (keyof typeof moves)[]) => {
    const orderId = newId('ord');
    await ledger.reserve(orderId, [{ productId, quantity }]);
    for (const move of then) {
      const reservation = await ledger.reservationOf(orderId);
      // Where too few pieces were left there is none.
      if (reservation) await ledger.move(reservation, moves[move]);
    }
    return orderId;
  };
  return { ledger, productId, order, check: () => checkStock({ books: ledger.books }) };
}

describe('checkStock', () => {
  it('finds nothing where every movement went through the ledger', async () => {
    const kind = fc.constantFrom([], ['release'], ['commit'], ['commit', 'restock'], ['adjust']);
    const movements = fc.array(fc.record({ kind, quantity: fc.integer({ min: 1, max: 4 }) }));
    await fc.assert(
      fc.asyncProperty(movements, async (all) => {
        const { ledger, productId, order, check } = await shop();
        for (const { kind: steps, quantity } of all)
          if (steps[0] === 'adjust')
            await ledger.adjust(adjustmentOf(productId, { quantity: -quantity, reason: 'loss' }, noon));
          else await order(quantity, ...(steps as readonly (keyof typeof moves)[]));
        expect(await check()).toMatchObject({ checkedProducts: 1, findings: [], unsettledProducts: 0 });
      }),
      { numRuns: 50 },
    );
  });

  it('finds pieces that are put aside for no order', async () => {
    const { ledger, productId, check } = await shop();
    ledger.setStock({ ...(await ledger.stockOf(productId))!, available: 7, reserved: 3 });
    expect(await check()).toMatchObject({
      findings: [{ code: 'stock.reserved-differs', productId, expected: 0, actual: 3 }],
      findingsTotal: 1,
    });
  });

  it('finds pieces that came or went without a record', async () => {
    const { ledger, productId, order, check } = await shop();
    await order(2, 'commit');
    ledger.setStock({ ...(await ledger.stockOf(productId))!, available: 9 });
    expect((await check()).findings).toEqual([
      { code: 'stock.on-hand-differs', productId, expected: 8, actual: 9 },
    ]);
  });

  it('finds movements of a product that has no stock', async () => {
    const { ledger, check } = await shop();
    const [orderId, productId] = [newId('ord'), newId('prd')];
    const lineItems = [{ productId, quantity: 1 }];
    ledger.setReservation({ orderId, status: 'committed', lineItems, changedAt });
    expect((await check()).findings).toEqual([
      { code: 'stock.on-hand-differs', productId, expected: -1, actual: 0 },
    ]);
  });

  /** Sells a piece each time before the reservations are read, so that the stock read earlier is out of date. */
  const busy = (books: StockBooks, sell: () => Promise<unknown>, times: number): StockBooks => ({
    ...books,
    async *reservations() {
      if (times-- > 0) await sell();
      yield* books.reservations();
    },
  });

  it('looks again at what moved while it looked', async () => {
    const { ledger, order } = await shop();
    const books = busy(ledger.books, () => order(1, 'commit'), 1);
    expect(await checkStock({ books })).toMatchObject({ findings: [], unsettledProducts: 0 });
  });

  it('says what never stood still', async () => {
    const { ledger, order } = await shop();
    const books = busy(ledger.books, () => order(1, 'commit'), Infinity);
    expect(await checkStock({ books })).toMatchObject({ findings: [], unsettledProducts: 1 });
  });
});
