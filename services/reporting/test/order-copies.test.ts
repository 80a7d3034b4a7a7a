import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import type { OrderCopies } from '../src/gateways/order-copies.ts';
import { newCopy, withPlacement, withRefund, type OrderCopy } from '../src/models/order-copy.ts';
import { inMemoryOrderCopies } from './in-memory-order-copies.ts';
import { keptCopies } from './kept-copies.ts';
import { orderPlaced, paymentRefunded } from './order-events.ts';

let onDynamoDb: OrderCopies;

beforeAll(async () => {
  onDynamoDb = await keptCopies();
});

const place =
  (event: ReturnType<typeof orderPlaced>) =>
  (copy = newCopy(event.data.orderId)): OrderCopy =>
    withPlacement(copy, event);
const refund =
  (orderId: string, total: number) =>
  (copy = newCopy(orderId)): OrderCopy =>
    withRefund(copy, paymentRefunded(orderId, total));

describe.each<[string, () => OrderCopies]>([
  ['on DynamoDB', () => onDynamoDb],
  ['in memory', () => inMemoryOrderCopies()],
])('order copies %s', (_, open) => {
  it('keep what was learned, and show those that there are', async () => {
    const copies = open();
    const event = orderPlaced();
    const { orderId } = event.data;
    await copies.keep(orderId, refund(orderId, 100));
    await copies.keep(orderId, place(event));
    const [copy, ...others] = await copies.read([newId('ord'), orderId]);
    expect(others).toEqual([]);
    expect(copy).toMatchObject({ ...place(event)(), refundedTotal: 100 });
  });

  it('lose nothing where several learn at once', async () => {
    const copies = open();
    const event = orderPlaced();
    const { orderId } = event.data;
    await Promise.all([
      copies.keep(orderId, place(event)),
      copies.keep(orderId, refund(orderId, 100)),
      copies.keep(orderId, refund(orderId, 200)),
    ]);
    const [copy] = await copies.read([orderId]);
    expect(copy).toMatchObject({ refundedTotal: 200, placed: { currency: 'EUR' } });
  });

  it('list a shard in the order placed, over more than a page', async () => {
    const copies = open();
    // A day of its own, and one shard of it, whatever the ids.
    const day = new Date(Date.UTC(2100, 0, 1) + Math.floor(Math.random() * 3e4) * 864e5).toISOString();
    const dayShard = `${day.slice(0, 10)}#0`;
    const placed = Array.from({ length: 205 }, (_unused, second) => {
      const event = orderPlaced({ placedAt: new Date(Date.parse(day) + second * 1000).toISOString() });
      return { ...place(event)(), dayShard };
    });
    for (let first = 0; first < placed.length; first += 25)
      await Promise.all(placed.slice(first, first + 25).map((copy) => copies.keep(copy.orderId, () => copy)));
    const keys = placed.map(({ placedOrder }) => placedOrder!);
    const [low, high] = [keys[1]!, keys.at(-2)!];

    const found: string[] = [];
    for await (const { placedOrder } of copies.placedInShard(dayShard, low, high)) found.push(placedOrder);
    expect(found).toEqual(keys.slice(1, -1));
    expect(await copies.countInShard(dayShard, low, high)).toBe(203);
  });
});
