import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import fc from 'fast-check';
import { inMemoryStockRepository } from '../../test/in-memory-stock-repository.ts';
import { transitions } from '../models/reservation.ts';
import { transitionReservation } from './transition-reservation.ts';
import { releaseStock } from './release-stock.ts';
import { reserveStock } from './reserve-stock.ts';

const [tea, cup] = [newId('prd'), newId('prd')];
const order = (lineItems = [{ productId: tea, quantity: 2 }]) => ({
  orderId: newId('ord'),
  lineItems,
  correlationId: 'c-1',
});

describe('reserveStock', () => {
  it('reserves the stock once for repeated commands', async () => {
    const stock = inMemoryStockRepository({ [tea]: 5 });
    const command = order();
    await reserveStock(command, { stock });
    await reserveStock(command, { stock });
    expect(await stock.find(tea)).toMatchObject({ available: 3, reserved: 2 });
  });

  it('reserves all lines or none, and names products with insufficient stock', async () => {
    const stock = inMemoryStockRepository({ [tea]: 5, [cup]: 1 });
    const command = order([
      { productId: tea, quantity: 2 },
      { productId: cup, quantity: 2 },
    ]);
    await expect(reserveStock(command, { stock })).rejects.toMatchObject({
      code: 'stock.insufficient',
      detail: expect.stringContaining(cup),
    });
    expect(await stock.find(tea)).toMatchObject({ available: 5, reserved: 0 });
  });

  it('adds up lines of the same product', async () => {
    const stock = inMemoryStockRepository({ [tea]: 3 });
    const twice = order([
      { productId: tea, quantity: 2 },
      { productId: tea, quantity: 2 },
    ]);
    await expect(reserveStock(twice, { stock })).rejects.toMatchObject({ code: 'stock.insufficient' });
  });

  it('rejects a reservation after a release, also one that came first', async () => {
    const stock = inMemoryStockRepository({ [tea]: 5 });
    const command = order();
    await releaseStock(command, { stock });
    await expect(reserveStock(command, { stock })).rejects.toMatchObject({ code: 'reservation.released' });
    expect(await stock.find(tea)).toMatchObject({ available: 5, reserved: 0 });
  });
});

describe('a reservation', () => {
  const steps = {
    reserve: (command: ReturnType<typeof order>, stock: ReturnType<typeof inMemoryStockRepository>) =>
      reserveStock(command, { stock }),
    release: (command: ReturnType<typeof order>, stock: ReturnType<typeof inMemoryStockRepository>) =>
      releaseStock(command, { stock }),
    commit: ({ orderId }: ReturnType<typeof order>, stock: ReturnType<typeof inMemoryStockRepository>) =>
      transitionReservation(orderId, transitions.commit, { stock }),
    restock: ({ orderId }: ReturnType<typeof order>, stock: ReturnType<typeof inMemoryStockRepository>) =>
      transitionReservation(orderId, transitions.restock, { stock }),
  };

  it('never creates or loses units, for any sequence of commands', async () => {
    const step = fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[]));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (sequence) => {
        const stock = inMemoryStockRepository({ [tea]: 5 });
        const command = order();
        for (const name of sequence) await steps[name](command, stock).catch(() => undefined);

        const status = (await stock.findReservation(command.orderId))?.status;
        const { available = 0, reserved = 0 } = (await stock.find(tea)) ?? {};
        expect({ available, reserved }).toEqual({
          available: status === 'reserved' || status === 'committed' ? 3 : 5,
          reserved: status === 'reserved' ? 2 : 0,
        });
      }),
    );
  });

  it('cannot be committed after a release', async () => {
    const stock = inMemoryStockRepository({ [tea]: 5 });
    const command = order();
    await reserveStock(command, { stock });
    await releaseStock(command, { stock });
    await expect(steps.commit(command, stock)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'reservation.released',
    });
  });

  it('must exist to be committed', async () => {
    await expect(steps.commit(order(), inMemoryStockRepository())).rejects.toMatchObject({
      code: 'reservation.not-found',
    });
  });
});
