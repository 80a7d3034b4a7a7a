import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { conflictingDynamoDb, runningCloud, waitUntil } from '#libs/testing';
import type { DeliveryRepository } from '../src/gateways/delivery-repository.ts';
import { dynamoDbDeliveryRepository } from '../src/gateways/dynamodb-delivery-repository.ts';
import { idRange, newDelivery, finish, wait } from '../src/models/delivery.ts';
import { testPayload } from '../src/models/webhook-payload.ts';
import { inMemoryDeliveryRepository } from './in-memory-delivery-repository.ts';

let onDynamoDb: DeliveryRepository;

beforeAll(async () => {
  const cloud = runningCloud();
  const client = conflictingDynamoDb();
  onDynamoDb = dynamoDbDeliveryRepository(await cloud.ref('notifications', 'DeliveriesTable'), client);
});

describe.each<[string, () => DeliveryRepository]>([
  ['on DynamoDB with conflicts', () => onDynamoDb],
  ['in memory', () => inMemoryDeliveryRepository()],
])('a delivery repository %s', (_, open) => {
  // In the future, so that the schedule does not enqueue these deliveries.
  const noon = new Date('2040-01-01T12:00:00.000Z');
  const minute = (number: number) => new Date(noon.getTime() + number * 60_000);
  const deliveryAt = (endpointId: string, number: number) =>
    newDelivery({
      correlationId: 'c-1',
      endpoint: { customerId: randomUUID(), endpointId },
      payload: testPayload(endpointId, minute(number)),
      cause: `e-${number}`,
      now: minute(number),
    });

  async function withDeliveries(count: number) {
    const [deliveries, endpointId] = [open(), newId('whe')];
    for (let number = 1; number <= count; number++) await deliveries.insert(deliveryAt(endpointId, number));
    return { deliveries, endpointId };
  }

  it('inserts a delivery once', async () => {
    const [deliveries, delivery] = [open(), deliveryAt(newId('whe'), 1)];
    expect([await deliveries.insert(delivery), await deliveries.insert(delivery)]).toEqual([true, false]);
    expect(await deliveries.find(delivery)).toEqual({ ...delivery, version: 1 });
  });

  it('rejects the second of two concurrent writes', async () => {
    const [deliveries, delivery] = [open(), deliveryAt(newId('whe'), 1)];
    await deliveries.insert(delivery);
    const read = (await deliveries.find(delivery))!;
    await deliveries.replace(finish(read, 'delivered'));
    await expect(deliveries.replace(finish(read, 'failed'))).rejects.toMatchObject({
      code: 'record.changed',
    });
  });

  it('searches by time, status and type, newest first, in pages', async () => {
    const { deliveries, endpointId } = await withDeliveries(5);
    const third = deliveryAt(endpointId, 3);
    await deliveries.replace({ ...finish(third, 'delivered'), version: 1 });
    const search = async (criteria: object, limit = 10) => {
      const all = { ...idRange(undefined, undefined), limit, ...criteria };
      const { items, nextCursor } = await deliveries.search(endpointId, all);
      return { minutes: items.map(({ createdAt }) => new Date(createdAt).getUTCMinutes()), nextCursor };
    };
    expect((await search({})).minutes).toEqual([5, 4, 3, 2, 1]);
    expect((await search({ status: 'pending', type: 'endpoint.test' })).minutes).toEqual([5, 4, 2, 1]);
    expect((await search({ type: 'order.placed' })).minutes).toEqual([]);
    const between = idRange(minute(2).toISOString(), minute(4).toISOString());
    expect((await search(between)).minutes).toEqual([4, 3, 2]);

    const first = await search({ status: 'pending' }, 3);
    const rest = await search({ status: 'pending', cursor: first.nextCursor }, 3);
    expect([first.minutes, rest.minutes, rest.nextCursor]).toEqual([[5, 4, 2], [1], undefined]);
  });

  it('lists due deliveries until they are finished', async () => {
    const [deliveries, delivery] = [open(), deliveryAt(newId('whe'), 1)];
    await deliveries.insert(delivery);
    const isDue = async (now: Date) =>
      (await deliveries.listDue(delivery.dueShard!, now, 100)).some(
        ({ deliveryId }) => deliveryId === delivery.deliveryId,
      );
    expect(await isDue(minute(1))).toBe(false);
    await waitUntil(async () => (await isDue(minute(3))) || undefined);
    await deliveries.replace({ ...finish(delivery, 'delivered'), version: 1 });
    await waitUntil(async () => !(await isDue(minute(3))) || undefined);
  });

  it('lists the waiting deliveries of an endpoint, oldest first', async () => {
    const { deliveries, endpointId } = await withDeliveries(3);
    for (const number of [2, 1])
      await deliveries.replace({ ...wait(deliveryAt(endpointId, number), noon), version: 1 });
    const found = await waitUntil(async () => {
      const { items } = await deliveries.listWaiting(endpointId, { limit: 10 });
      return items.length === 2 ? items : undefined;
    });
    expect(found.map(({ deliveryId }) => deliveryId)).toEqual(
      [1, 2].map((number) => deliveryAt(endpointId, number).deliveryId),
    );
    expect(found[0]).toMatchObject({ endpointId, attemptCount: 0 });
  });
});
