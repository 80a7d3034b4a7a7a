import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { runningCloud } from '#libs/testing';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoDbStockLedger } from '../src/gateways/dynamodb-stock-ledger.ts';
import type { StockLedger } from '../src/gateways/stock-ledger.ts';
import { adjustmentOf } from '../src/models/adjustment.ts';
import { moves } from '../src/models/reservation.ts';
import { inMemoryStockLedger } from './in-memory-stock-ledger.ts';

let onDynamoDb: StockLedger;

beforeAll(async () => {
  const cloud = runningCloud();
  const [stock, reservations, adjustments] = await Promise.all(
    ['StockTable', 'ReservationsTable', 'AdjustmentsTable'].map((table) => cloud.ref('inventory', table)),
  );
  onDynamoDb = dynamoDbStockLedger(
    { stock: stock!, reservations: reservations!, adjustments: adjustments! },
    DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig)),
  );
});

describe.each<[string, () => StockLedger]>([
  ['on DynamoDB', () => onDynamoDb],
  ['in memory', () => inMemoryStockLedger()],
])('a stock ledger %s', (_, open) => {
  const delivery = (productId: string, quantity: number, at = 0) =>
    adjustmentOf(productId, { quantity, reason: 'delivery' }, new Date(at));

  async function stocked(available: number) {
    const [ledger, productId] = [open(), newId('prd')];
    await ledger.adjust(delivery(productId, available));
    return { ledger, productId };
  }

  it('knows nothing of a product that never arrived', async () => {
    expect(await open().stockOf(newId('prd'))).toBeUndefined();
    expect(await open().adjust(delivery(newId('prd'), -1))).toBe(false);
  });

  it('adjusts once, however often it is told, also where nothing is left to take', async () => {
    const { ledger, productId } = await stocked(3);
    const loss = adjustmentOf(productId, { quantity: -3, reason: 'loss' }, new Date());
    expect([await ledger.adjust(loss), await ledger.adjust(loss)]).toEqual([true, true]);
    expect(await ledger.stockOf(productId)).toMatchObject({ available: 0 });
    expect((await ledger.adjustmentsOf(productId, { limit: 9 })).items).toHaveLength(2);
  });

  it('lists adjustments, newest first, in pages', async () => {
    const { ledger, productId } = await stocked(1);
    await ledger.adjust(delivery(productId, 2, 1_000));
    await ledger.adjust(delivery(productId, 3, 2_000));
    const first = await ledger.adjustmentsOf(productId, { limit: 2 });
    const rest = await ledger.adjustmentsOf(productId, { limit: 2, cursor: first.nextCursor! });
    expect([...first.items, ...rest.items].map(({ quantity }) => quantity)).toEqual([3, 2, 1]);
    expect(rest.nextCursor).toBeUndefined();
  });

  it('reserves all lines or none', async () => {
    const { ledger, productId } = await stocked(3);
    const unknown = newId('prd');
    const lines = [
      { productId, quantity: 1 },
      { productId: unknown, quantity: 1 },
    ];
    const orderId = newId('ord');
    expect(await ledger.reserve(orderId, lines)).toEqual({ productIds: [unknown] });
    expect(await ledger.reservationOf(orderId)).toBeUndefined();
    expect(await ledger.stockOf(productId)).toMatchObject({ available: 3, reserved: 0 });
  });

  it.each([
    ['release', { available: 3, reserved: 0 }],
    ['commit', { available: 1, reserved: 0 }],
  ] as const)('moves a reservation once: %s', async (name, after) => {
    const { ledger, productId } = await stocked(3);
    const orderId = newId('ord');
    expect(await ledger.reserve(orderId, [{ productId, quantity: 2 }])).toBe(true);
    expect(await ledger.reserve(orderId, [{ productId, quantity: 1 }])).toBe(false);
    expect(await ledger.stockOf(productId)).toMatchObject({ available: 1, reserved: 2 });

    const reservation = (await ledger.reservationOf(orderId))!;
    expect(await ledger.move(reservation, moves[name])).toBe(true);
    expect(await ledger.move(reservation, moves[name])).toBe(false);
    expect(await ledger.stockOf(productId)).toMatchObject(after);
  });

  it('forestalls an order that has no reservation yet', async () => {
    const { ledger, productId } = await stocked(3);
    const orderId = newId('ord');
    expect([await ledger.forestall(orderId), await ledger.forestall(orderId)]).toEqual([true, false]);
    expect(await ledger.reserve(orderId, [{ productId, quantity: 1 }])).toBe(false);
  });
});
