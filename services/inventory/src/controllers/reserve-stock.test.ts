import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import fc from 'fast-check';
import { inMemoryStockLedger } from '../../test/in-memory-stock-ledger.ts';
import { moves } from '../models/reservation.ts';
import { moveReservation } from './move-reservation.ts';
import { releaseStock } from './release-stock.ts';
import { reserveStock } from './reserve-stock.ts';

const [tea, cup] = [newId('prd'), newId('prd')];
const order = (lineItems = [{ productId: tea, quantity: 2 }]) => ({
  orderId: newId('ord'),
  lineItems,
  correlationId: 'c-1',
});

describe('reserveStock', () => {
  it('puts the pieces aside once, however often it is asked', async () => {
    const ledger = inMemoryStockLedger({ [tea]: 5 });
    const command = order();
    await reserveStock(command, { ledger });
    await reserveStock(command, { ledger });
    expect(await ledger.stockOf(tea)).toMatchObject({ available: 3, reserved: 2 });
  });

  it('puts aside all lines or none, and names what is short', async () => {
    const ledger = inMemoryStockLedger({ [tea]: 5, [cup]: 1 });
    const command = order([
      { productId: tea, quantity: 2 },
      { productId: cup, quantity: 2 },
    ]);
    await expect(reserveStock(command, { ledger })).rejects.toMatchObject({
      code: 'stock.insufficient',
      detail: expect.stringContaining(cup),
    });
    expect(await ledger.stockOf(tea)).toMatchObject({ available: 5, reserved: 0 });
  });

  it('adds up lines of the same product', async () => {
    const ledger = inMemoryStockLedger({ [tea]: 3 });
    const twice = order([
      { productId: tea, quantity: 2 },
      { productId: tea, quantity: 2 },
    ]);
    await expect(reserveStock(twice, { ledger })).rejects.toMatchObject({ code: 'stock.insufficient' });
  });

  it('finds the door closed after a release, also one that came first', async () => {
    const ledger = inMemoryStockLedger({ [tea]: 5 });
    const command = order();
    await releaseStock(command, { ledger });
    await expect(reserveStock(command, { ledger })).rejects.toMatchObject({ code: 'reservation.released' });
    expect(await ledger.stockOf(tea)).toMatchObject({ available: 5, reserved: 0 });
  });
});

describe('a reservation', () => {
  const steps = {
    reserve: (command: ReturnType<typeof order>, ledger: ReturnType<typeof inMemoryStockLedger>) =>
      reserveStock(command, { ledger }),
    release: (command: ReturnType<typeof order>, ledger: ReturnType<typeof inMemoryStockLedger>) =>
      releaseStock(command, { ledger }),
    commit: ({ orderId }: ReturnType<typeof order>, ledger: ReturnType<typeof inMemoryStockLedger>) =>
      moveReservation(orderId, moves.commit, { ledger }),
    restock: ({ orderId }: ReturnType<typeof order>, ledger: ReturnType<typeof inMemoryStockLedger>) =>
      moveReservation(orderId, moves.restock, { ledger }),
  };

  it('never makes or loses pieces, whatever happens to it in whatever order', async () => {
    const step = fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[]));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (sequence) => {
        const ledger = inMemoryStockLedger({ [tea]: 5 });
        const command = order();
        for (const name of sequence) await steps[name](command, ledger).catch(() => undefined);

        const status = (await ledger.reservationOf(command.orderId))?.status;
        const { available = 0, reserved = 0 } = (await ledger.stockOf(tea)) ?? {};
        expect({ available, reserved }).toEqual({
          available: status === 'reserved' || status === 'committed' ? 3 : 5,
          reserved: status === 'reserved' ? 2 : 0,
        });
      }),
    );
  });

  it('refuses to be sold once it was released', async () => {
    const ledger = inMemoryStockLedger({ [tea]: 5 });
    const command = order();
    await reserveStock(command, { ledger });
    await releaseStock(command, { ledger });
    await expect(steps.commit(command, ledger)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'reservation.released',
    });
  });

  it('that does not exist cannot be sold', async () => {
    await expect(steps.commit(order(), inMemoryStockLedger())).rejects.toMatchObject({
      code: 'reservation.unknown',
    });
  });
});
