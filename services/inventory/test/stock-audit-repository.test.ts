import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { toAdjustment } from '../src/models/adjustment.ts';
import type { Reservation } from '../src/models/reservation.ts';
import { dynamoDbRepositories, type Repositories } from './dynamodb-repositories.ts';
import { inMemoryStock } from './in-memory-stock.ts';

let onDynamoDb: Repositories;
beforeAll(async () => (onDynamoDb = await dynamoDbRepositories()));

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const released = (): Reservation => ({
  orderId: newId('ord'),
  status: 'released',
  lineItems: [],
  changedAt: '2030-01-01T12:00:00.000Z',
});

describe.each<[string, () => Repositories]>([
  ['on DynamoDB', () => onDynamoDb],
  ['in memory', () => inMemoryStock()],
])('the stock audit repository %s', (_, create) => {
  it('reads stock items with their holds, reservations and adjustments', async () => {
    const { stock, reservations, adjustments, audit } = create();
    const productId = newId('prd');
    const delivery = toAdjustment(productId, { quantity: 5, reason: 'delivery' }, new Date());
    await adjustments.adjust(delivery);
    const reservation = released();
    await reservations.decide(reservation);
    const hold = `${reservation.orderId}.a`;
    await stock.take({ stockId: productId, hold, quantity: 2, settledHolds: [] });

    expect(await collect(audit.stock())).toContainEqual(
      expect.objectContaining({ stockId: productId, available: 3, version: 2, holds: { [hold]: 2 } }),
    );
    expect(await collect(audit.adjustments())).toContainEqual(expect.objectContaining(delivery));
    expect(await collect(audit.reservations())).toContainEqual(reservation);
    // The nightly check would find a hold without a reservation.
    await stock.returnHold({ stockId: productId, hold, quantity: 2 });
  });

  it('pages through all reservations', async () => {
    const { reservations, audit } = create();
    const orderIds: string[] = [];
    for (let count = 0; count < 3; count++) {
      const reservation = released();
      orderIds.push(reservation.orderId);
      await reservations.decide(reservation);
    }
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await audit.pageReservations(cursor);
      found.push(...page.reservations.map(({ orderId }) => orderId));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(found).toEqual(expect.arrayContaining(orderIds));
    await expect(audit.pageReservations('bm90IGpzb24')).rejects.toMatchObject({
      code: 'page.cursor-invalid',
    });
  });
});
