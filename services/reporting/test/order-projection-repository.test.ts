import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import type { OrderProjectionRepository } from '../src/gateways/order-projection-repository.ts';
import {
  newOrderProjection,
  withPlacement,
  withRefund,
  type OrderProjection,
} from '../src/models/order-projection.ts';
import { inMemoryOrderProjectionRepository } from './in-memory-order-projection-repository.ts';
import { orderProjections } from './order-projections.ts';
import { orderPlaced, paymentRefunded } from './order-events.ts';

let onDynamoDb: OrderProjectionRepository;

beforeAll(async () => {
  onDynamoDb = await orderProjections();
});

const place =
  (event: ReturnType<typeof orderPlaced>) =>
  (order = newOrderProjection(event.data.orderId)): OrderProjection =>
    withPlacement(order, event);
const refund =
  (orderId: string, total: number) =>
  (order = newOrderProjection(orderId)): OrderProjection =>
    withRefund(order, paymentRefunded(orderId, total));

describe.each<[string, () => OrderProjectionRepository]>([
  ['on DynamoDB with conflicts', () => onDynamoDb],
  ['in memory', () => inMemoryOrderProjectionRepository()],
])('an order projection repository %s', (_, open) => {
  it('saves projections, and finds the existing ones', async () => {
    const orders = open();
    const event = orderPlaced();
    const { orderId } = event.data;
    await orders.update(orderId, refund(orderId, 100));
    await orders.update(orderId, place(event));
    const [order, ...others] = await orders.findMany([newId('ord'), orderId]);
    expect(others).toEqual([]);
    expect(order).toMatchObject({ ...place(event)(), refundedTotal: 100 });
  });

  it('loses no concurrent update', async () => {
    const orders = open();
    const event = orderPlaced();
    const { orderId } = event.data;
    await Promise.all([
      orders.update(orderId, place(event)),
      orders.update(orderId, refund(orderId, 100)),
      orders.update(orderId, refund(orderId, 200)),
    ]);
    const [order] = await orders.findMany([orderId]);
    expect(order).toMatchObject({ refundedTotal: 200, placed: { currency: 'EUR' } });
  });

  it('lists a shard in the order placed, across pages', async () => {
    const orders = open();
    // A random day, and one shard for all orders.
    const day = new Date(Date.UTC(2100, 0, 1) + Math.floor(Math.random() * 3e4) * 864e5).toISOString();
    const dayShard = `${day.slice(0, 10)}#0`;
    const placed = Array.from({ length: 205 }, (_unused, second) => {
      const event = orderPlaced({ placedAt: new Date(Date.parse(day) + second * 1000).toISOString() });
      return { ...place(event)(), dayShard };
    });
    for (let first = 0; first < placed.length; first += 25)
      await Promise.all(
        placed.slice(first, first + 25).map((order) => orders.update(order.orderId, () => order)),
      );
    const keys = placed.map(({ placedOrder }) => placedOrder!);
    const [low, high] = [keys[1]!, keys.at(-2)!];

    const found: string[] = [];
    for await (const { placedOrder } of orders.listShard(dayShard, low, high)) found.push(placedOrder);
    expect(found).toEqual(keys.slice(1, -1));
    expect(await orders.countShard(dayShard, low, high)).toBe(203);
  });
});
