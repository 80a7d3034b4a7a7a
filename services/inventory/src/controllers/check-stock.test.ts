import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import fc from 'fast-check';
import { inMemoryStockRepository } from '../../test/in-memory-stock-repository.ts';
import type { StockAuditRepository } from '../gateways/stock-audit-repository.ts';
import { toAdjustment } from '../models/adjustment.ts';
import { transitions } from '../models/reservation.ts';
import { checkStock } from './check-stock.ts';

const noon = new Date('2030-01-01T12:00:00.000Z');
const changedAt = noon.toISOString();

async function setup(units = 10) {
  const stock = inMemoryStockRepository();
  const productId = newId('prd');
  await stock.adjust(toAdjustment(productId, { quantity: units, reason: 'delivery' }, noon));
  const order = async (quantity: number, ...steps: (keyof typeof transitions)[]) => {
    const orderId = newId('ord');
    await stock.reserve(orderId, [{ productId, quantity }]);
    for (const step of steps) {
      const reservation = await stock.findReservation(orderId);
      // Insufficient stock leaves no reservation.
      if (reservation) await stock.transition(reservation, transitions[step]);
    }
    return orderId;
  };
  return { stock, productId, order, check: () => checkStock({ audit: stock.audit }) };
}

describe('checkStock', () => {
  it('finds no mismatch when the repository made all changes', async () => {
    const kind = fc.constantFrom([], ['release'], ['commit'], ['commit', 'restock'], ['adjust']);
    const movements = fc.array(fc.record({ kind, quantity: fc.integer({ min: 1, max: 4 }) }));
    await fc.assert(
      fc.asyncProperty(movements, async (all) => {
        const { stock, productId, order, check } = await setup();
        for (const { kind: orderSteps, quantity } of all)
          if (orderSteps[0] === 'adjust')
            await stock.adjust(toAdjustment(productId, { quantity: -quantity, reason: 'loss' }, noon));
          else await order(quantity, ...(orderSteps as readonly (keyof typeof transitions)[]));
        expect(await check()).toMatchObject({ checkedProducts: 1, findings: [], unsettledProducts: 0 });
      }),
      { numRuns: 50 },
    );
  });

  it('finds reserved units without a reservation', async () => {
    const { stock, productId, check } = await setup();
    stock.setStock({ ...(await stock.find(productId))!, available: 7, reserved: 3 });
    expect(await check()).toMatchObject({
      findings: [{ code: 'stock.reserved-differs', productId, expected: 0, actual: 3 }],
      findingsTotal: 1,
    });
  });

  it('finds a change of available units without a record', async () => {
    const { stock, productId, order, check } = await setup();
    await order(2, 'commit');
    stock.setStock({ ...(await stock.find(productId))!, available: 9 });
    expect((await check()).findings).toEqual([
      { code: 'stock.on-hand-differs', productId, expected: 8, actual: 9 },
    ]);
  });

  it('finds a reservation of a product without stock', async () => {
    const { stock, check } = await setup();
    const [orderId, productId] = [newId('ord'), newId('prd')];
    const lineItems = [{ productId, quantity: 1 }];
    stock.setReservation({ orderId, status: 'committed', lineItems, changedAt });
    expect((await check()).findings).toEqual([
      { code: 'stock.on-hand-differs', productId, expected: -1, actual: 0 },
    ]);
  });

  /** Sells a unit before each read of the reservations, so that the stock that was read before is out of date. */
  const changing = (
    audit: StockAuditRepository,
    sell: () => Promise<unknown>,
    times: number,
  ): StockAuditRepository => ({
    ...audit,
    async *reservations() {
      if (times-- > 0) await sell();
      yield* audit.reservations();
    },
  });

  it('checks products again that changed in the meantime', async () => {
    const { stock, order } = await setup();
    const audit = changing(stock.audit, () => order(1, 'commit'), 1);
    expect(await checkStock({ audit })).toMatchObject({ findings: [], unsettledProducts: 0 });
  });

  it('counts products that changed during each pass', async () => {
    const { stock, order } = await setup();
    const audit = changing(stock.audit, () => order(1, 'commit'), Infinity);
    expect(await checkStock({ audit })).toMatchObject({ findings: [], unsettledProducts: 1 });
  });
});
