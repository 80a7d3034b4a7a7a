import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { runningCloud } from '#libs/testing';
import { dynamoDbClient } from '#libs/aws';
import { dynamoDbStockRepository } from '../src/gateways/dynamodb-stock-repository.ts';
import type { StockRepository } from '../src/gateways/stock-repository.ts';
import { toAdjustment } from '../src/models/adjustment.ts';
import { transitions } from '../src/models/reservation.ts';
import { inMemoryStockRepository } from './in-memory-stock-repository.ts';

let dynamoDbStock: StockRepository;

beforeAll(async () => {
  const cloud = runningCloud();
  const [stock, reservations, adjustments] = await Promise.all(
    ['StockTable', 'ReservationsTable', 'AdjustmentsTable'].map((table) => cloud.ref('inventory', table)),
  );
  dynamoDbStock = dynamoDbStockRepository(
    { stock: stock!, reservations: reservations!, adjustments: adjustments! },
    dynamoDbClient(cloud.clientConfig),
  );
});

describe.each<[string, () => StockRepository]>([
  ['on DynamoDB', () => dynamoDbStock],
  ['in memory', () => inMemoryStockRepository()],
])('the stock repository %s', (_, create) => {
  const delivery = (productId: string, quantity: number, at = 0) =>
    toAdjustment(productId, { quantity, reason: 'delivery' }, new Date(at));

  async function setup(available: number) {
    const [stock, productId] = [create(), newId('prd')];
    await stock.adjust(delivery(productId, available));
    return { stock, productId };
  }

  it('has no stock of a product without adjustments', async () => {
    expect(await create().find(newId('prd'))).toBeUndefined();
    expect(await create().adjust(delivery(newId('prd'), -1))).toBe(false);
  });

  it('applies an adjustment once, also when no stock is left', async () => {
    const { stock, productId } = await setup(3);
    const loss = toAdjustment(productId, { quantity: -3, reason: 'loss' }, new Date());
    expect([await stock.adjust(loss), await stock.adjust(loss)]).toEqual([true, true]);
    expect(await stock.find(productId)).toMatchObject({ available: 0 });
    expect((await stock.listAdjustments(productId, { limit: 9 })).items).toHaveLength(2);
  });

  it('lists adjustments in pages, newest first', async () => {
    const { stock, productId } = await setup(1);
    await stock.adjust(delivery(productId, 2, 1_000));
    await stock.adjust(delivery(productId, 3, 2_000));
    const first = await stock.listAdjustments(productId, { limit: 2 });
    const rest = await stock.listAdjustments(productId, { limit: 2, cursor: first.nextCursor! });
    expect([...first.items, ...rest.items].map(({ quantity }) => quantity)).toEqual([3, 2, 1]);
    expect(rest.nextCursor).toBeUndefined();
  });

  it('reserves all lines or none', async () => {
    const { stock, productId } = await setup(3);
    const unknown = newId('prd');
    const lines = [
      { productId, quantity: 1 },
      { productId: unknown, quantity: 1 },
    ];
    const orderId = newId('ord');
    expect(await stock.reserve(orderId, lines)).toEqual({ productIds: [unknown] });
    expect(await stock.findReservation(orderId)).toBeUndefined();
    expect(await stock.find(productId)).toMatchObject({ available: 3, reserved: 0 });
  });

  it.each([
    ['release', { available: 3, reserved: 0 }],
    ['commit', { available: 1, reserved: 0 }],
  ] as const)('applies a transition once: %s', async (name, after) => {
    const { stock, productId } = await setup(3);
    const orderId = newId('ord');
    expect(await stock.reserve(orderId, [{ productId, quantity: 2 }])).toBe(true);
    expect(await stock.reserve(orderId, [{ productId, quantity: 1 }])).toBe(false);
    expect(await stock.find(productId)).toMatchObject({ available: 1, reserved: 2 });

    const reservation = (await stock.findReservation(orderId))!;
    expect(await stock.transition(reservation, transitions[name])).toBe(true);
    expect(await stock.transition(reservation, transitions[name])).toBe(false);
    expect(await stock.find(productId)).toMatchObject(after);
  });

  it('inserts a released reservation for an order without one', async () => {
    const { stock, productId } = await setup(3);
    const orderId = newId('ord');
    expect([await stock.insertReleased(orderId), await stock.insertReleased(orderId)]).toEqual([true, false]);
    expect(await stock.reserve(orderId, [{ productId, quantity: 1 }])).toBe(false);
  });
});
