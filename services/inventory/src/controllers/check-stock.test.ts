import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import fc from 'fast-check';
import { inMemoryStock } from '../../test/in-memory-stock.ts';
import type { StockAuditRepository } from '../gateways/stock-audit-repository.ts';
import { hotProducts } from '../helpers/hot-products.ts';
import { toAdjustment } from '../models/adjustment.ts';
import { newHoldId } from '../models/hold.ts';
import { checkStock } from './check-stock.ts';
import { commitStock } from './commit-stock.ts';
import { releaseStock } from './release-stock.ts';
import { reserveStock } from './reserve-stock.ts';
import { restockOrder } from './restock-order.ts';

const noon = new Date('2030-01-01T12:00:00.000Z');
const changedAt = noon.toISOString();
const steps = { release: releaseStock, commit: commitStock, restock: restockOrder };

async function setup(units = 10) {
  const memory = inMemoryStock();
  let now = noon.getTime();
  const deps = {
    ...memory,
    hotProducts: hotProducts(),
    now: () => new Date(now),
    pause: async (milliseconds: number) => void (now += milliseconds),
  };
  const productId = newId('prd');
  const adjust = (quantity: number) =>
    memory.adjustments.adjust(toAdjustment(productId, { quantity, reason: 'count' }, noon));
  await adjust(units);
  const order = async (quantity: number, ...sequence: (keyof typeof steps)[]) => {
    const command = { orderId: newId('ord'), lineItems: [{ productId, quantity }], correlationId: 'c-1' };
    const isReserved = await reserveStock(command, deps).then(
      () => true,
      () => false,
    );
    // A refused order has nothing to commit.
    if (isReserved) for (const step of sequence) await steps[step](command, deps);
  };
  const item = async () => (await memory.stock.findItems([productId]))[0]!;
  const advance = (minutes: number) => void (now += minutes * 60_000);
  return { ...memory, deps, productId, adjust, order, item, advance, check: () => checkStock(deps) };
}

describe('checkStock', () => {
  it('finds no mismatch when the commands made all changes', async () => {
    const kind = fc.constantFrom<readonly (keyof typeof steps | 'adjust')[]>(
      [],
      ['release'],
      ['commit'],
      ['commit', 'restock'],
      ['adjust'],
    );
    const movements = fc.array(fc.record({ kind, quantity: fc.integer({ min: 1, max: 4 }) }));
    await fc.assert(
      fc.asyncProperty(movements, fc.boolean(), async (all, isSplit) => {
        const { stock, productId, adjust, order, check } = await setup();
        if (isSplit) await stock.spread(productId, 3, 3);
        for (const { kind: orderSteps, quantity } of all)
          if (orderSteps[0] === 'adjust') await adjust(-quantity);
          else await order(quantity, ...(orderSteps as readonly (keyof typeof steps)[]));
        expect(await check()).toMatchObject({ checkedProducts: 1, findings: [], unsettledProducts: 0 });
      }),
      { numRuns: 50 },
    );
  });

  it('finds a change of available units without a record', async () => {
    const { setItem, item, productId, order, check } = await setup();
    await order(2, 'commit');
    setItem({ ...(await item()), available: 9 });
    expect(await check()).toMatchObject({
      findings: [{ code: 'stock.available-differs', productId, expected: 8, actual: 9 }],
      findingsTotal: 1,
    });
  });

  it('finds a reservation of a product without stock', async () => {
    const { setReservation, check } = await setup();
    const [orderId, productId] = [newId('ord'), newId('prd')];
    const lineItems = [{ productId, quantity: 1, hold: 'none', bucket: 0 }];
    setReservation({ orderId, status: 'committed', lineItems, changedAt });
    expect((await check()).findings).toEqual([
      { code: 'stock.available-differs', productId, expected: -1, actual: 0 },
    ]);
  });

  it('returns the units of a crashed attempt after 15 minutes, and releases its order', async () => {
    const { stock, reservations, productId, item, advance, check } = await setup();
    const orderId = newId('ord');
    const hold = newHoldId(orderId, noon);
    await stock.take({ stockId: productId, hold, quantity: 4, settledHolds: [] });
    expect(await check()).toMatchObject({ findings: [] });
    expect(await item()).toMatchObject({ available: 6 });

    advance(16);
    expect(await check()).toMatchObject({ findings: [] });
    expect(await item()).toMatchObject({ available: 10, holds: {} });
    expect(await reservations.find(orderId)).toMatchObject({ status: 'released' });
    expect(await check()).toMatchObject({ findings: [] });
  });

  it('gathers the units of a split product', async () => {
    const { stock, productId, item, check } = await setup();
    await stock.spread(productId, 4, 2);
    expect(await check()).toMatchObject({ checkedProducts: 1, findings: [] });
    const main = await item();
    expect([main.available, main.buckets]).toEqual([10, undefined]);
    expect(await check()).toMatchObject({ findings: [] });
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
    const { deps, order } = await setup();
    const audit = changing(deps.audit, () => order(1, 'commit'), 1);
    expect(await checkStock({ ...deps, audit })).toMatchObject({ findings: [], unsettledProducts: 0 });
  });

  it('counts products that changed during each pass', async () => {
    const { deps, order } = await setup();
    const audit = changing(deps.audit, () => order(1, 'commit'), Infinity);
    expect(await checkStock({ ...deps, audit })).toMatchObject({ findings: [], unsettledProducts: 1 });
  });
});
