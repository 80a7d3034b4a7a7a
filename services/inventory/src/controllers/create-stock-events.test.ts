import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { inMemoryStock } from '../../test/in-memory-stock.ts';
import { createStockEvents } from './create-stock-events.ts';

const productId = newId('prd');

async function setup() {
  const { stock, records } = inMemoryStock({ available: { [productId]: 40 } });
  await stock.spread(productId, 4, 10);
  let reads = 0;
  const toEvents = createStockEvents({
    stock: { findItems: (ids) => (reads++, stock.findItems(ids)) },
  });
  const take = async (bucket: number) => {
    const stockId = `${productId}#${bucket}`;
    const [before] = await stock.findItems([stockId]);
    await stock.take({ stockId, hold: `${newId('ord')}.1`, quantity: 1, settledHolds: [] });
    const [after] = await stock.findItems([stockId]);
    return { before: { ...before }, after: { ...after } };
  };
  return { stock, records, toEvents, take, reads: () => reads };
}

describe('createStockEvents', () => {
  it('adds up all items of a split product, with a revision that increases', async () => {
    const { toEvents, take } = await setup();
    const [first] = await toEvents(await take(1));
    expect(first).toMatchObject({ subject: productId, data: { productId, available: 39 } });
    const [second] = await toEvents(await take(2));
    expect(second).toMatchObject({ data: { available: 38 } });
    expect(second!.revision).toBeGreaterThan(first!.revision);
  });

  it('reads a product once for the changes of an item in one batch', async () => {
    const { toEvents, take, reads } = await setup();
    const changes = [await take(1), await take(1), await take(1)];
    const events = [];
    for (const change of changes) events.push(...(await toEvents(change)));
    expect(events).toMatchObject([{ data: { available: 37 } }]);
    expect(reads()).toBe(2);
  });

  it('creates the event of a change again when the change is delivered again', async () => {
    const { toEvents, take } = await setup();
    const change = await take(1);
    expect(await toEvents(change)).toHaveLength(1);
    expect(await toEvents(change)).toHaveLength(1);
  });

  it('reads nothing when the product is not split', async () => {
    const { toEvents, reads } = await setup();
    const after = { stockId: productId, available: 5, version: 9, holds: {} };
    expect(await toEvents({ after })).toMatchObject([{ revision: 9, data: { available: 5 } }]);
    expect(reads()).toBe(0);
  });

  it('keeps the revision increasing when the buckets are closed', async () => {
    const { stock, toEvents, take } = await setup();
    const [split] = await toEvents(await take(3));
    const [main] = await stock.findItems([productId]);
    const others = await stock.findItems([1, 2, 3].map((bucket) => `${productId}#${bucket}`));
    expect(await stock.gather(main!, others)).toBe(true);
    const [after] = await stock.findItems([productId]);
    const [gathered] = await toEvents({ before: { ...main }, after: { ...after } });
    expect(gathered).toMatchObject({ data: { available: 39 } });
    expect(gathered!.revision).toBeGreaterThan(split!.revision);
  });
});
