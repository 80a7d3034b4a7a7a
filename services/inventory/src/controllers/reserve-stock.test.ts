import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '#libs/testing';
import { newId } from '#libs/models';
import fc from 'fast-check';
import { inMemoryStock } from '../../test/in-memory-stock.ts';
import { simulatedEngine } from '../../test/simulation/simulated-engine.ts';
import { virtualTime } from '../../test/simulation/virtual-time.ts';
import { hotProducts } from '../helpers/hot-products.ts';
import { newHoldId } from '../models/hold.ts';
import { commitStock } from './commit-stock.ts';
import { releaseStock } from './release-stock.ts';
import { reserveStock } from './reserve-stock.ts';
import { restockOrder } from './restock-order.ts';

const [tea, cup] = [newId('prd'), newId('prd')].toSorted() as [string, string];
const order = (lineItems = [{ productId: tea, quantity: 2 }]) => ({
  orderId: newId('ord'),
  lineItems,
  correlationId: 'c-1',
});
type Order = ReturnType<typeof order>;

function setup(available: Record<string, number>) {
  const memory = inMemoryStock({ available });
  let now = Date.parse('2030-01-01T12:00:00.000Z');
  const deps = {
    ...memory,
    hotProducts: hotProducts(),
    now: () => new Date(now),
    pause: async (milliseconds: number) => void (now += milliseconds),
  };
  const units = async (productId: string) => (await memory.stock.find(productId))?.available;
  return { ...memory, deps, units, advance: (milliseconds: number) => void (now += milliseconds) };
}

describe('reserveStock', () => {
  it('reserves the stock once for repeated commands', async () => {
    const { deps, units, reservations } = setup({ [tea]: 5 });
    const command = order();
    await reserveStock(command, deps);
    await reserveStock(command, deps);
    expect(await units(tea)).toBe(3);
    expect(await reservations.find(command.orderId)).toMatchObject({
      status: 'reserved',
      lineItems: [{ productId: tea, quantity: 2, bucket: 0 }],
    });
  });

  it('reserves all lines or none, and names products with insufficient stock', async () => {
    const { deps, units } = setup({ [tea]: 5, [cup]: 1 });
    const command = order([
      { productId: tea, quantity: 2 },
      { productId: cup, quantity: 2 },
    ]);
    const refusal = { code: 'stock.insufficient', detail: expect.stringContaining(cup) };
    await expect(reserveStock(command, deps)).rejects.toMatchObject(refusal);
    // A repetition has the same result.
    await expect(reserveStock(command, deps)).rejects.toMatchObject(refusal);
    expect([await units(tea), await units(cup)]).toEqual([5, 1]);
  });

  it('requests the units of all lines at once', async () => {
    const { deps, stock, units } = setup({ [tea]: 5, [cup]: 5 });
    let [current, most] = [0, 0];
    const take: typeof stock.take = async (request) => {
      most = Math.max(most, ++current);
      const result = await stock.take(request);
      current--;
      return result;
    };
    const command = order([
      { productId: tea, quantity: 1 },
      { productId: cup, quantity: 2 },
    ]);
    await reserveStock(command, { ...deps, stock: { ...stock, take } });
    expect(most).toBe(2);
    expect([await units(tea), await units(cup)]).toEqual([4, 3]);
  });

  it('holds nothing behind the product that it waits for', async () => {
    const { deps, stock, units } = setup({ [tea]: 1, [cup]: 1 });
    const other = order([{ productId: tea, quantity: 1 }]);
    const hold = { stockId: tea, hold: newHoldId(other.orderId, deps.now()), quantity: 1 };
    await stock.take({ ...hold, settledHolds: [] });
    let cupsWhileWaiting: number | undefined;
    const pause = async () => {
      cupsWhileWaiting = await units(cup);
      await stock.returnHold(hold);
    };
    const command = order([
      { productId: tea, quantity: 1 },
      { productId: cup, quantity: 1 },
    ]);
    await reserveStock(command, { ...deps, pause });
    expect(cupsWhileWaiting).toBe(1);
    expect([await units(tea), await units(cup)]).toEqual([0, 0]);
  });

  it('names all products with insufficient stock', async () => {
    const { deps } = setup({ [tea]: 1, [cup]: 1 });
    const command = order([
      { productId: tea, quantity: 2 },
      { productId: cup, quantity: 2 },
      { productId: newId('prd'), quantity: 1 },
    ]);
    await expect(reserveStock(command, deps)).rejects.toMatchObject({
      detail: expect.stringContaining(`${tea}, ${cup}, prd_`),
    });
  });

  it('adds up lines of the same product', async () => {
    const { deps } = setup({ [tea]: 3 });
    const twice = order([
      { productId: tea, quantity: 2 },
      { productId: tea, quantity: 2 },
    ]);
    await expect(reserveStock(twice, deps)).rejects.toMatchObject({ code: 'stock.insufficient' });
  });

  it('rejects a reservation after a release, also one that came first', async () => {
    const { deps, units } = setup({ [tea]: 5 });
    const command = order();
    await releaseStock(command, deps);
    await expect(reserveStock(command, deps)).rejects.toMatchObject({ code: 'reservation.released' });
    expect(await units(tea)).toBe(5);
  });

  it('lists no hold that the attempt which took it has returned', async () => {
    const { deps, stock, reservations, units } = setup({ [tea]: 1, [cup]: 1 });
    const command = order([
      { productId: tea, quantity: 1 },
      { productId: cup, quantity: 1 },
    ]);
    // An attempt that is still running took the cup, and returns it when this attempt is about to decide.
    const hold = { stockId: cup, hold: newHoldId(command.orderId, deps.now()), quantity: 1 };
    await stock.take({ ...hold, settledHolds: [] });
    const decide: typeof reservations.decide = async (...decision) => {
      await reservations.returnUndecided(command.orderId, hold);
      return reservations.decide(...decision);
    };
    const racing = { ...deps, reservations: { ...reservations, decide } };
    await expect(reserveStock(command, racing)).rejects.toMatchObject({ code: 'stock.busy' });
    await reserveStock(command, deps);
    expect([await units(tea), await units(cup)]).toEqual([0, 0]);
    expect(await stock.findItems([cup])).toMatchObject([{ available: 0 }]);
  });

  it('continues with the units that a crashed attempt took', async () => {
    const { deps, stock, units } = setup({ [tea]: 2 });
    const command = order();
    const hold = newHoldId(command.orderId, deps.now());
    await stock.take({ stockId: tea, hold, quantity: 2, settledHolds: [] });
    await reserveStock(command, deps);
    expect(await units(tea)).toBe(0);
  });

  it('returns the surplus of a crashed attempt', async () => {
    const { deps, stock, units } = setup({ [tea]: 9 });
    const command = order();
    const hold = newHoldId(command.orderId, deps.now());
    await stock.take({ stockId: tea, hold, quantity: 2, settledHolds: [] });
    await reserveStock(command, deps);
    expect(await units(tea)).toBe(7);
  });

  it('sells the units that a crashed attempt of a released order took', async () => {
    const { deps, stock, units } = setup({ [tea]: 2 });
    const crashed = order();
    const hold = newHoldId(crashed.orderId, deps.now());
    await stock.take({ stockId: tea, hold, quantity: 2, settledHolds: [] });
    await releaseStock(crashed, deps);
    await reserveStock(order(), deps);
    expect(await units(tea)).toBe(0);
  });

  it('is busy while another order may still release its units, and releases an expired one', async () => {
    const { deps, stock, reservations, advance } = setup({ [tea]: 2 });
    const crashed = order();
    const hold = newHoldId(crashed.orderId, deps.now());
    await stock.take({ stockId: tea, hold, quantity: 2, settledHolds: [] });
    const command = order();
    await expect(reserveStock(command, deps)).rejects.toMatchObject({ code: 'stock.busy' });
    advance(16 * 60 * 1000);
    await reserveStock(command, deps);
    expect(await reservations.find(crashed.orderId)).toMatchObject({ status: 'released' });
  });

  it('uses another hold when a request fails, and returns the one that may have been written', async () => {
    const { deps, stock, units } = setup({ [tea]: 9 });
    let failures = 2;
    const take: typeof stock.take = async (request) => {
      const result = await stock.take(request);
      if (failures-- > 0) throw new Error('no response');
      return result;
    };
    await reserveStock(order(), { ...deps, stock: { ...stock, take } });
    expect(await units(tea)).toBe(7);
  });

  it('takes the last units of a split product, also when no bucket has enough', async () => {
    const { deps, stock, units, records } = setup({ [tea]: 4 });
    await stock.spread(tea, 4, 1);
    await reserveStock(order(), deps);
    await reserveStock(order(), deps);
    expect(await units(tea)).toBe(0);
    await expect(reserveStock(order(), deps)).rejects.toMatchObject({ code: 'stock.insufficient' });
    expect(records().items.every(({ available }) => available === 0)).toBe(true);
  });

  it('costs one write unit per line, one for the reservation and one for its commit', async () => {
    const lines = Array.from({ length: 3 }, () => ({ productId: newId('prd'), quantity: 1 }));
    const time = virtualTime();
    const engine = simulatedEngine({ time, random: seededRandom(1) });
    const available = Object.fromEntries(lines.map(({ productId }) => [productId, 9]));
    const deps = {
      ...inMemoryStock({ available, engine }),
      hotProducts: hotProducts(),
      now: () => new Date(),
      pause: time.sleep,
    };
    const command = order(lines);
    await time.run(async () => {
      await reserveStock(command, deps);
      await commitStock(command, deps);
    });
    expect(engine.counts.writeUnits).toBe(5);
  });

  it('keeps an item small', async () => {
    const { deps, stock } = setup({ [tea]: 100 });
    for (let sold = 0; sold < 30; sold++)
      await reserveStock(order(), { ...deps, hotProducts: hotProducts() });
    const [item] = await stock.findItems([tea]);
    expect(Object.keys(item!.holds).length).toBeLessThanOrEqual(11);
    expect(JSON.stringify(item).length).toBeLessThan(1024);
  });
});

describe('a reservation', () => {
  const steps = {
    reserve: (command: Order, { deps }: ReturnType<typeof setup>) => reserveStock(command, deps),
    release: (command: Order, { deps }: ReturnType<typeof setup>) => releaseStock(command, deps),
    commit: (command: Order, { deps }: ReturnType<typeof setup>) => commitStock(command, deps),
    restock: (command: Order, { deps }: ReturnType<typeof setup>) => restockOrder(command, deps),
  };

  it('never creates or loses units, for any sequence of commands', async () => {
    const step = fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[]));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.boolean(), async (sequence, isSplit) => {
        const system = setup({ [tea]: 15 });
        if (isSplit) await system.stock.spread(tea, 3, 5);
        const command = order();
        for (const name of sequence) await steps[name](command, system).catch(() => undefined);

        const status = (await system.reservations.find(command.orderId))?.status;
        expect(await system.units(tea)).toBe(status === 'reserved' || status === 'committed' ? 13 : 15);
      }),
    );
  });

  it('returns its units to the main item when its bucket was closed', async () => {
    const { deps, stock, units, records } = setup({ [tea]: 40 });
    await stock.spread(tea, 4, 10);
    deps.hotProducts.changeBuckets(tea, 4);
    deps.hotProducts.moveTo(tea, 2);
    const command = order();
    await reserveStock(command, deps);
    const [main] = await stock.findItems([tea]);
    await stock.gather(main!, await stock.findItems([1, 2, 3].map((bucket) => `${tea}#${bucket}`)));
    await releaseStock(command, deps);
    expect(await units(tea)).toBe(40);
    expect(records().items.find(({ stockId }) => stockId === tea)?.available).toBe(40);
  });

  it('cannot be committed after a release', async () => {
    const { deps } = setup({ [tea]: 5 });
    const command = order();
    await reserveStock(command, deps);
    await releaseStock(command, deps);
    await expect(commitStock(command, deps)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'reservation.released',
    });
  });

  it('must exist to be committed', async () => {
    const { deps } = setup({});
    await expect(commitStock(order(), deps)).rejects.toMatchObject({ code: 'reservation.not-found' });
  });
});
