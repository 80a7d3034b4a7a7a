import { beforeAll, describe, expect, it } from '@jest/globals';
import type { StockRepository } from '../src/gateways/stock-repository.ts';
import type { StockAuditRepository } from '../src/gateways/stock-audit-repository.ts';
import { newId } from '#libs/models';
import { runningCloud } from '#libs/testing';
import { dynamoDbClient } from '#libs/aws';
import { dynamoDbStockAuditRepository } from '../src/gateways/dynamodb-stock-audit-repository.ts';
import { dynamoDbStockRepository } from '../src/gateways/dynamodb-stock-repository.ts';
import { toAdjustment } from '../src/models/adjustment.ts';
import { transitions } from '../src/models/reservation.ts';
import { inMemoryStockRepository } from './in-memory-stock-repository.ts';

let dynamoDbRepositories: { stock: StockRepository; audit: StockAuditRepository };

beforeAll(async () => {
  const cloud = runningCloud();
  const [stock, reservations, adjustments] = (await Promise.all(
    ['StockTable', 'ReservationsTable', 'AdjustmentsTable'].map((table) => cloud.ref('inventory', table)),
  )) as [string, string, string];
  const client = dynamoDbClient(cloud.clientConfig);
  const tables = { stock, reservations, adjustments };
  dynamoDbRepositories = {
    stock: dynamoDbStockRepository(tables, client),
    audit: dynamoDbStockAuditRepository(tables, client),
  };
});

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe.each<[string, () => { stock: StockRepository; audit: StockAuditRepository }]>([
  ['on DynamoDB', () => dynamoDbRepositories],
  [
    'in memory',
    () => {
      const stock = inMemoryStockRepository();
      return { stock, audit: stock.audit };
    },
  ],
])('the stock audit repository %s', (_, create) => {
  it('reads stock, reservations with their time, and adjustments', async () => {
    const { stock, audit } = create();
    const [productId, orderId, lateOrderId] = [newId('prd'), newId('ord'), newId('ord')];
    const delivery = toAdjustment(productId, { quantity: 5, reason: 'delivery' }, new Date());
    await stock.adjust(delivery);
    const start = new Date().toISOString();
    await stock.reserve(orderId, [{ productId, quantity: 2 }]);
    await stock.transition((await stock.findReservation(orderId))!, transitions.commit);
    await stock.insertReleased(lateOrderId);

    expect(await collect(audit.stock())).toContainEqual(
      expect.objectContaining({ productId, available: 3, reserved: 0, version: 3 }),
    );
    expect(await collect(audit.adjustments())).toContainEqual(expect.objectContaining(delivery));
    const found = (await collect(audit.reservations())).filter((reservation) =>
      [orderId, lateOrderId].includes(reservation.orderId),
    );
    expect(new Map(found.map(({ orderId: id, status }) => [id, status]))).toEqual(
      new Map([
        [orderId, 'committed'],
        [lateOrderId, 'released'],
      ]),
    );
    for (const { changedAt } of found) expect(changedAt >= start).toBe(true);
  });

  it('pages through all reservations, and finds those of given orders', async () => {
    const { stock, audit } = create();
    const orderIds = [newId('ord'), newId('ord'), newId('ord')];
    for (const orderId of orderIds) await stock.insertReleased(orderId);

    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const { reservations, nextCursor } = await audit.pageReservations(cursor);
      found.push(...reservations.map(({ orderId }) => orderId));
      cursor = nextCursor;
    } while (cursor !== undefined);
    expect(found).toEqual(expect.arrayContaining(orderIds));

    const two = await audit.findReservations([orderIds[0]!, newId('ord'), orderIds[2]!]);
    expect(two.map(({ orderId }) => orderId).toSorted()).toEqual([orderIds[0]!, orderIds[2]!].toSorted());
    await expect(audit.pageReservations('bm90IGpzb24')).rejects.toMatchObject({
      code: 'page.cursor-invalid',
    });
  });
});
