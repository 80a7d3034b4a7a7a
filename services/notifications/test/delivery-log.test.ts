import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { runningCloud, waitUntil } from '#libs/testing';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DeliveryLog } from '../src/gateways/delivery-log.ts';
import { dynamoDbDeliveryLog } from '../src/gateways/dynamodb-delivery-log.ts';
import { idsBetween, newDelivery, over, waiting } from '../src/models/delivery.ts';
import { testPayload } from '../src/models/webhook-payload.ts';
import { inMemoryDeliveryLog } from './in-memory-delivery-log.ts';

let onDynamoDb: DeliveryLog;

beforeAll(async () => {
  const cloud = runningCloud();
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig));
  onDynamoDb = dynamoDbDeliveryLog(await cloud.ref('notifications', 'DeliveriesTable'), client);
});

describe.each<[string, () => DeliveryLog]>([
  ['on DynamoDB', () => onDynamoDb],
  ['in memory', () => inMemoryDeliveryLog()],
])('a delivery log %s', (_, open) => {
  // Far enough ahead that the minute's schedule does not take these up.
  const noon = new Date('2040-01-01T12:00:00.000Z');
  const minute = (number: number) => new Date(noon.getTime() + number * 60_000);
  const made = (endpointId: string, number: number) =>
    newDelivery({
      correlationId: 'c-1',
      endpoint: { customerId: randomUUID(), endpointId },
      payload: testPayload(endpointId, minute(number)),
      eventId: `e-${number}`,
      now: minute(number),
    });

  async function filled(howMany: number) {
    const [log, endpointId] = [open(), newId('whe')];
    for (let number = 1; number <= howMany; number++) await log.insert(made(endpointId, number));
    return { log, endpointId };
  }

  it('takes a delivery once', async () => {
    const [log, delivery] = [open(), made(newId('whe'), 1)];
    expect([await log.insert(delivery), await log.insert(delivery)]).toEqual([true, false]);
    expect(await log.find(delivery)).toEqual({ ...delivery, version: 1 });
  });

  it('lets one of two writers win', async () => {
    const [log, delivery] = [open(), made(newId('whe'), 1)];
    await log.insert(delivery);
    const read = (await log.find(delivery))!;
    await log.replace(over(read, 'delivered'));
    await expect(log.replace(over(read, 'failed'))).rejects.toMatchObject({ code: 'record.changed' });
  });

  it('is searched by time, status and type, newest first, in pages', async () => {
    const { log, endpointId } = await filled(5);
    const third = made(endpointId, 3);
    await log.replace({ ...over(third, 'delivered'), version: 1 });
    const search = async (criteria: object, limit = 10) => {
      const all = { ...idsBetween(undefined, undefined), limit, ...criteria };
      const { items, nextCursor } = await log.search(endpointId, all);
      return { minutes: items.map(({ createdAt }) => new Date(createdAt).getUTCMinutes()), nextCursor };
    };
    expect((await search({})).minutes).toEqual([5, 4, 3, 2, 1]);
    expect((await search({ status: 'pending', type: 'endpoint.test' })).minutes).toEqual([5, 4, 2, 1]);
    expect((await search({ type: 'order.placed' })).minutes).toEqual([]);
    const between = idsBetween(minute(2).toISOString(), minute(4).toISOString());
    expect((await search(between)).minutes).toEqual([4, 3, 2]);

    const first = await search({ status: 'pending' }, 3);
    const rest = await search({ status: 'pending', cursor: first.nextCursor }, 3);
    expect([first.minutes, rest.minutes, rest.nextCursor]).toEqual([[5, 4, 2], [1], undefined]);
  });

  it('brings up what is due, and no more once it is over', async () => {
    const [log, delivery] = [open(), made(newId('whe'), 1)];
    await log.insert(delivery);
    const isDue = async (now: Date) =>
      (await log.due(delivery.dueShard!, now, 100)).some(
        ({ deliveryId }) => deliveryId === delivery.deliveryId,
      );
    expect(await isDue(minute(1))).toBe(false);
    await waitUntil(async () => (await isDue(minute(3))) || undefined);
    await log.replace({ ...over(delivery, 'delivered'), version: 1 });
    await waitUntil(async () => !(await isDue(minute(3))) || undefined);
  });

  it('knows what waits for an endpoint, oldest first', async () => {
    const { log, endpointId } = await filled(3);
    for (const number of [2, 1])
      await log.replace({ ...waiting(made(endpointId, number), noon), version: 1 });
    const inLine = await waitUntil(async () => {
      const { items } = await log.waiting(endpointId, { limit: 10 });
      return items.length === 2 ? items : undefined;
    });
    expect(inLine.map(({ deliveryId }) => deliveryId)).toEqual(
      [1, 2].map((number) => made(endpointId, number).deliveryId),
    );
    expect(inLine[0]).toMatchObject({ endpointId, attemptCount: 0 });
  });
});
