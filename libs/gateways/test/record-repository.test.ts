import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoDbClient, nodeTransport, sdkDynamoDbClient, type DynamoDbClient } from '#libs/aws';
import { dynamoDbRecordRepository, type RecordRepository } from '#libs/gateways';
import { conflictingDynamoDb, inMemoryRecordRepository, dropResponses, runningCloud } from '#libs/testing';

interface Seat {
  hallId: string;
  seatId: string;
  guest?: string;
  priceClass: string;
}

const TableName = `seats-${randomUUID()}`;
const client = () => new DynamoDBClient(runningCloud().clientConfig);

beforeAll(async () => {
  await client().send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['hallId', 'seatId', 'priceClass'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [
        { AttributeName: 'hallId', KeyType: 'HASH' },
        { AttributeName: 'seatId', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byPriceClass',
          KeySchema: [
            { AttributeName: 'priceClass', KeyType: 'HASH' },
            { AttributeName: 'seatId', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
});
afterAll(() => client().send(new DeleteTableCommand({ TableName })));

const onDynamoDb = (tables: DynamoDbClient) =>
  dynamoDbRecordRepository<Seat>(TableName, ['hallId', 'seatId'], tables);
const thinClient = (transport = nodeTransport()) =>
  dynamoDbClient(runningCloud().clientConfig, { transport });
const inMemory = () => inMemoryRecordRepository<Seat>(['hallId', 'seatId'], { byPriceClass: 'seatId' });

describe.each<[string, () => RecordRepository<Seat>]>([
  ['on DynamoDB', () => onDynamoDb(thinClient())],
  ['on DynamoDB with conflicts', () => onDynamoDb(conflictingDynamoDb())],
  ['on DynamoDB with lost responses', () => onDynamoDb(thinClient(dropResponses(nodeTransport())))],
  ['on DynamoDB through the SDK', () => onDynamoDb(sdkDynamoDbClient(client()))],
  ['in memory', inMemory],
])('a record repository %s', (_, open) => {
  const seat = (seatId = 'a1'): Seat => ({ hallId: randomUUID(), seatId, priceClass: randomUUID() });

  it('returns an inserted record as version 1, without write metadata', async () => {
    const seats = open();
    const inserted = await seats.insert(seat());
    expect(inserted.version).toBe(1);
    expect(await seats.get(inserted)).toEqual(inserted);
    expect(await seats.get(seat())).toBeUndefined();
  });

  it('rejects a second insert of the same key', async () => {
    const seats = open();
    const taken = seat();
    await seats.insert(taken);
    await expect(seats.insert(taken)).rejects.toMatchObject({ code: 'record.exists' });
  });

  it('replaces only the version that was read', async () => {
    const seats = open();
    const first = await seats.insert(seat());
    const second = await seats.replace({ ...first, guest: 'ada' });
    expect(second.version).toBe(2);
    await expect(seats.replace({ ...first, guest: 'bob' })).rejects.toMatchObject({ code: 'record.changed' });
    expect(await seats.get(first)).toEqual(second);
  });

  it('lets one of several concurrent writers succeed', async () => {
    const seats = open();
    const first = await seats.insert(seat());
    const writes = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((guest) => seats.replace({ ...first, guest })),
    );
    expect(writes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('removes only the version that was read', async () => {
    const seats = open();
    const first = await seats.insert(seat());
    const second = await seats.replace(first);
    await expect(seats.remove(first)).rejects.toMatchObject({ code: 'record.changed' });
    await seats.remove(second);
    expect(await seats.get(second)).toBeUndefined();
  });

  it('lists a partition in pages, each record once and in order', async () => {
    const seats = open();
    const { hallId, priceClass } = seat();
    const ids = ['a1', 'a2', 'a3', 'a4', 'a5'];
    for (const seatId of ids.toReversed()) await seats.insert({ hallId, seatId, priceClass });

    const listAll = async (query: {
      index?: string;
      partition: Record<string, string>;
      newestFirst?: boolean;
    }) => {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await seats.list({ ...query, limit: 2, cursor });
        found.push(...page.items.map(({ seatId }) => seatId));
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      return found;
    };
    expect(await listAll({ partition: { hallId } })).toEqual(ids);
    expect(await listAll({ index: 'byPriceClass', partition: { priceClass }, newestFirst: true })).toEqual(
      ids.toReversed(),
    );
  });

  it('rejects a malformed cursor and a cursor of another partition', async () => {
    const seats = open();
    const { hallId, priceClass } = seat();
    for (const seatId of ['a1', 'a2']) await seats.insert({ hallId, seatId, priceClass });
    const { nextCursor } = await seats.list({ partition: { hallId }, limit: 1 });
    for (const cursor of ['bm90IGpzb24', nextCursor!]) {
      const list = seats.list({ partition: { hallId: 'another' }, limit: 2, cursor });
      await expect(list).rejects.toMatchObject({ kind: 'invalid', code: 'page.cursor-invalid' });
    }
  });
});
