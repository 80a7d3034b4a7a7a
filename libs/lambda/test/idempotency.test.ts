import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type DynamoDbClient } from '#libs/aws';
import { AppError } from '#libs/errors';
import { dynamoDbIdempotency, type Idempotency, type Origin, type Reply } from '#libs/lambda';
import { conflictingDynamoDb, inMemoryIdempotency, runningCloud } from '#libs/testing';

const TableName = `idempotency-${randomUUID()}`;
const client = () => new DynamoDBClient(runningCloud().clientConfig);
const documents = () => conflictingDynamoDb();

beforeAll(async () => {
  await client().send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
});
afterAll(() => client().send(new DeleteTableCommand({ TableName })));

const request = (payload: unknown = { quantity: 1 }, key: string = randomUUID()) => ({
  scope: 'POST /seats ada',
  key,
  payload,
});
const counted = () => {
  const calls = {
    count: 0,
    answer: async (): Promise<Reply> => ({ status: 201, body: { seat: ++calls.count } }),
  };
  return calls;
};

describe.each<[string, () => Idempotency]>([
  ['on DynamoDB with conflicts', () => dynamoDbIdempotency(TableName, documents())],
  ['in memory', inMemoryIdempotency],
])('idempotency %s', (_, open) => {
  it('executes a request once and replays its reply', async () => {
    const [idempotency, work, first] = [open(), counted(), request()];
    const answers = [];
    for (let i = 0; i < 3; i++) answers.push(await idempotency.once(first, 10_000, work.answer));
    expect(answers).toEqual(Array.from({ length: 3 }, () => ({ status: 201, body: { seat: 1 } })));
  });

  it('distinguishes keys and callers', async () => {
    const [idempotency, work, first] = [open(), counted(), request()];
    await idempotency.once(first, 10_000, work.answer);
    await idempotency.once({ ...first, scope: 'POST /seats bob' }, 10_000, work.answer);
    await idempotency.once(request(), 10_000, work.answer);
    expect(work.count).toBe(3);
  });

  it('rejects another payload with the same key', async () => {
    const [idempotency, work, first] = [open(), counted(), request()];
    await idempotency.once(first, 10_000, work.answer);
    const other = idempotency.once({ ...first, payload: { quantity: 2 } }, 10_000, work.answer);
    await expect(other).rejects.toMatchObject({ kind: 'unprocessable', code: 'idempotency.key-reused' });
  });

  it('executes one of several concurrent requests and rejects the others', async () => {
    const [idempotency, work, first] = [open(), counted(), request()];
    let othersAreRefused = () => {};
    const untilOthersAreRefused = new Promise<void>((resolve) => (othersAreRefused = resolve));
    const slow = async () => {
      await untilOthersAreRefused;
      return work.answer();
    };
    let refusals = 0;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, async () => {
        try {
          return await idempotency.once(first, 60_000, slow);
        } catch (error) {
          if (++refusals === 7) othersAreRefused();
          throw error;
        }
      }),
    );
    expect(work.count).toBe(1);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(7);
    for (const outcome of refused)
      expect(outcome).toMatchObject({ reason: { code: 'idempotency.in-progress' } });
  });

  const idsAfter = async (failure: Error) => {
    const [idempotency, first, ids] = [open(), request(), [] as string[]];
    const made = async (origin: Origin, work: () => Promise<Reply>) => {
      ids.push(origin.newId('sea'));
      return work();
    };
    const failing = idempotency.once(first, 10_000, (origin) => made(origin, () => Promise.reject(failure)));
    await expect(failing).rejects.toBe(failure);
    const again = idempotency.once(first, 10_000, (origin) => made(origin, counted().answer));
    expect(await again).toMatchObject({ status: 201 });
    return ids;
  };

  it('uses a new origin after an expected error', async () => {
    const [one, other] = await idsAfter(new AppError('conflict', 'seat.taken'));
    expect(one).not.toBe(other);
  });

  it.each([new Error('no response'), new AppError('unavailable', 'table.busy')])(
    'uses the same origin after an error that may leave work partly done: %s',
    async (failure) => {
      const [one, other] = await idsAfter(failure);
      expect(one).toMatch(/^sea_[0-9a-z]{36}$/);
      expect(one).toBe(other);
    },
  );
});

describe('idempotency on DynamoDB', () => {
  it('releases the key of a crashed function when it can no longer be running', async () => {
    let now = Date.now();
    const idempotency = dynamoDbIdempotency(TableName, documents(), () => now);
    const first = request();
    const ids: string[] = [];
    await new Promise<void>((hasBegun) => {
      void idempotency.once(first, 10_000, (origin) => {
        ids.push(origin.newId('sea'));
        return new Promise(() => hasBegun());
      });
    });
    const again = () =>
      idempotency.once(first, 10_000, async (origin) => {
        ids.push(origin.newId('sea'));
        return counted().answer();
      });
    await expect(again()).rejects.toMatchObject({ code: 'idempotency.in-progress' });
    now += 10_001;
    const other = idempotency.once({ ...first, payload: { quantity: 2 } }, 10_000, counted().answer);
    await expect(other).rejects.toMatchObject({ code: 'idempotency.key-reused' });
    const outcomes = await Promise.allSettled([again(), again(), again()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(ids).toEqual([ids[0], ids[0]]);
  });

  it('recognizes its own claim when the response was lost and the client repeated the write', async () => {
    const table = documents();
    let isLost = false;
    const put: DynamoDbClient['put'] = async (input) => {
      if (!isLost) await table.put(input);
      isLost = true;
      return table.put(input);
    };
    const idempotency = dynamoDbIdempotency(TableName, { ...table, put });
    expect(await idempotency.once(request(), 10_000, counted().answer)).toMatchObject({ status: 201 });
  });

  it('forgets a key after a day', async () => {
    let now = Date.now();
    const idempotency = dynamoDbIdempotency(TableName, documents(), () => now);
    const [work, first, ids] = [counted(), request(), new Set<string>()];
    for (const _ of [1, 2]) {
      await idempotency.once(first, 10_000, (origin) => {
        ids.add(origin.newId('sea'));
        return work.answer();
      });
      now += 25 * 60 * 60 * 1000;
    }
    expect([work.count, ids.size]).toEqual([2, 2]);
  });
});
