import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { fixedClock } from '#libs/testing';
import type { DynamoDbClient } from '#libs/aws';
import { dynamoDbWaitingRoom } from '../src/gateways/dynamodb-waiting-room.ts';
import type { WaitingRoom } from '../src/gateways/waiting-room.ts';
import { inMemoryWaitingRoom } from './in-memory-waiting-room.ts';
import { createTemporaryTables } from './temporary-tables.ts';

const tableNames: string[] = [];
let client: DynamoDbClient;
let drop = async () => {};

/** A room of one execution environment, on a table that no other test uses. */
const onDynamoDb = (options: Partial<Parameters<typeof dynamoDbWaitingRoom>[0]> = {}) =>
  dynamoDbWaitingRoom({ tableName: tableNames.pop()!, places: 4, client, ...options });

beforeAll(async () => {
  const key = ['id'];
  const temporary = await createTemporaryTables({ a: key, b: key, c: key, d: key, e: key, f: key });
  drop = temporary.drop;
  client = temporary.client;
  tableNames.push(...Object.values(temporary.tables));
});
afterAll(() => drop());

describe.each<[string, () => WaitingRoom]>([
  ['on DynamoDB with conflicts', onDynamoDb],
  ['in memory', () => inMemoryWaitingRoom({ places: 4 })],
])('the waiting room %s', (_, open) => {
  it('has one place for the repetitions of a session', async () => {
    const room = open();
    const sessionId = newId('chk');
    const entered = (await Promise.all(Array.from({ length: 5 }, () => room.enter({ sessionId })))).filter(
      Boolean,
    );
    expect(entered).toHaveLength(1);
    await entered[0]!();
    const again = await room.enter({ sessionId });
    expect(again).toBeDefined();
    await again!();
  });

  it('has another place for the request that submitted the session', async () => {
    const room = open();
    const repetition = await room.enter({ sessionId: newId('chk') });
    const submitter = await room.enter();
    expect(submitter).toBeDefined();
    await Promise.all([repetition!(), submitter!()]);
  });

  it('never has more waiters than places, and has room again once they left', async () => {
    const room = open();
    const enterAll = async () =>
      (await Promise.all(Array.from({ length: 40 }, () => room.enter({ sessionId: newId('chk') })))).filter(
        (leave) => leave !== undefined,
      );
    const first = await enterAll();
    expect(first.length).toBeGreaterThan(0);
    expect(first.length).toBeLessThanOrEqual(4);
    await Promise.all(first.map((leave) => leave()));
    const second = await enterAll();
    expect(second.length).toBeGreaterThan(0);
    await Promise.all(second.map((leave) => leave()));
  });
});

describe('the waiting room on DynamoDB', () => {
  it('gives the place of a crashed function away after its lease', async () => {
    const now = fixedClock();
    const room = onDynamoDb({ places: 1, now });
    const sessionId = newId('chk');
    expect(await room.enter({ sessionId })).toBeDefined();
    now.advance(40);
    expect(await room.enter({ sessionId })).toBeUndefined();
    now.advance(1);
    const leave = await room.enter({ sessionId });
    expect(leave).toBeDefined();
    await leave!();
  });

  it('keeps the place of an environment for its next request, until the lease ends', async () => {
    const now = fixedClock();
    const tableName = tableNames.pop()!;
    const [room, other] = [
      onDynamoDb({ tableName, places: 1, now }),
      onDynamoDb({ tableName, places: 1, now }),
    ];
    for (let request = 0; request < 5; request++) {
      const leave = await room.enter();
      expect(leave).toBeDefined();
      expect(await other.enter()).toBeUndefined();
      await leave!();
      expect(await other.enter()).toBeUndefined();
      now.advance(15);
    }
    now.advance(41);
    expect(await other.enter()).toBeDefined();
    expect(await room.enter()).toBeUndefined();
  });
});
