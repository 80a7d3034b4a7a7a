import { beforeAll, describe, expect, it } from '@jest/globals';
import type { StockLedger } from '../src/gateways/stock-ledger.ts';
import type { StockBooks } from '../src/gateways/stock-books.ts';
import { newId } from '#libs/models';
import { runningCloud } from '#libs/testing';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoDbStockBooks } from '../src/gateways/dynamodb-stock-books.ts';
import { dynamoDbStockLedger } from '../src/gateways/dynamodb-stock-ledger.ts';
import { adjustmentOf } from '../src/models/adjustment.ts';
import { moves } from '../src/models/reservation.ts';
import { inMemoryStockLedger } from './in-memory-stock-ledger.ts';

let onDynamoDb: { ledger: StockLedger; books: StockBooks };

beforeAll(async () => {
  const cloud = runningCloud();
  const [stock, reservations, adjustments] = (await Promise.all(
    ['StockTable', 'ReservationsTable', 'AdjustmentsTable'].map((table) => cloud.ref('inventory', table)),
  )) as [string, string, string];
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig));
  const tables = { stock, reservations, adjustments };
  onDynamoDb = { ledger: dynamoDbStockLedger(tables, client), books: dynamoDbStockBooks(tables, client) };
});

async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe.each<[string, () => { ledger: StockLedger; books: StockBooks }]>([
  ['on DynamoDB', () => onDynamoDb],
  [
    'in memory',
    () => {
      const ledger = inMemoryStockLedger();
      return { ledger, books: ledger.books };
    },
  ],
])('the books of a stock ledger %s', (_, open) => {
  it('show stock, reservations with their time, and adjustments', async () => {
    const { ledger, books } = open();
    const [productId, orderId, lateOrderId] = [newId('prd'), newId('ord'), newId('ord')];
    const delivery = adjustmentOf(productId, { quantity: 5, reason: 'delivery' }, new Date());
    await ledger.adjust(delivery);
    const begun = new Date().toISOString();
    await ledger.reserve(orderId, [{ productId, quantity: 2 }]);
    await ledger.move((await ledger.reservationOf(orderId))!, moves.commit);
    await ledger.forestall(lateOrderId);

    expect(await allOf(books.stock())).toContainEqual(
      expect.objectContaining({ productId, available: 3, reserved: 0, version: 3 }),
    );
    expect(await allOf(books.adjustments())).toContainEqual(expect.objectContaining(delivery));
    const seen = (await allOf(books.reservations())).filter((one) =>
      [orderId, lateOrderId].includes(one.orderId),
    );
    expect(new Map(seen.map(({ orderId: id, status }) => [id, status]))).toEqual(
      new Map([
        [orderId, 'committed'],
        [lateOrderId, 'released'],
      ]),
    );
    for (const { changedAt } of seen) expect(changedAt >= begun).toBe(true);
  });

  it('page through all reservations, and find those of some orders', async () => {
    const { ledger, books } = open();
    const orderIds = [newId('ord'), newId('ord'), newId('ord')];
    for (const orderId of orderIds) await ledger.forestall(orderId);

    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const { reservations, nextCursor } = await books.reservationPage(cursor);
      found.push(...reservations.map(({ orderId }) => orderId));
      cursor = nextCursor;
    } while (cursor !== undefined);
    expect(found).toEqual(expect.arrayContaining(orderIds));

    const two = await books.reservationsOf([orderIds[0]!, newId('ord'), orderIds[2]!]);
    expect(two.map(({ orderId }) => orderId).toSorted()).toEqual([orderIds[0]!, orderIds[2]!].toSorted());
    await expect(books.reservationPage('bm90IGpzb24')).rejects.toMatchObject({
      code: 'page.cursor-invalid',
    });
  });
});
