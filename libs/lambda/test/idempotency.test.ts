import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { idempotencyTable, type Idempotency, type Reply } from '#libs/lambda';
import { replayOnce, runningCloud } from '#libs/testing';

const TableName = `idempotency-${randomUUID()}`;
const client = () => new DynamoDBClient(runningCloud().clientConfig);
const documents = () =>
  DynamoDBDocumentClient.from(client(), { marshallOptions: { removeUndefinedValues: true } });

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
  ['on DynamoDB', () => idempotencyTable(TableName, documents())],
  ['in memory', replayOnce],
])('idempotency %s', (_, open) => {
  it('works once and replays the answer', async () => {
    const [idempotency, work, first] = [open(), counted(), request()];
    const answers = [];
    for (let i = 0; i < 3; i++) answers.push(await idempotency.once(first, 10_000, work.answer));
    expect(answers).toEqual(Array.from({ length: 3 }, () => ({ status: 201, body: { seat: 1 } })));
  });

  it('tells other keys and other callers apart', async () => {
    const [idempotency, work, first] = [open(), counted(), request()];
    await idempotency.once(first, 10_000, work.answer);
    await idempotency.once({ ...first, scope: 'POST /seats bob' }, 10_000, work.answer);
    await idempotency.once(request(), 10_000, work.answer);
    expect(work.count).toBe(3);
  });

  it('refuses another payload under the same key', async () => {
    const [idempotency, work, first] = [open(), counted(), request()];
    await idempotency.once(first, 10_000, work.answer);
    const other = idempotency.once({ ...first, payload: { quantity: 2 } }, 10_000, work.answer);
    await expect(other).rejects.toMatchObject({ kind: 'unprocessable', code: 'idempotency.key-reused' });
  });

  it('lets one of many at once work, and the others try again later', async () => {
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

  it('forgets work that failed', async () => {
    const [idempotency, work, first] = [open(), counted(), request()];
    const failing = idempotency.once(first, 10_000, async () => {
      throw new Error('table is gone');
    });
    await expect(failing).rejects.toThrow('table is gone');
    expect(await idempotency.once(first, 10_000, work.answer)).toMatchObject({ status: 201 });
  });
});

describe('idempotency on DynamoDB', () => {
  it('gives the key of a function that died free once it could not be running any more', async () => {
    let now = Date.now();
    const idempotency = idempotencyTable(TableName, documents(), () => now);
    const first = request();
    await new Promise<void>((hasBegun) => {
      void idempotency.once(first, 10_000, () => new Promise(() => hasBegun()));
    });
    await expect(idempotency.once(first, 10_000, counted().answer)).rejects.toMatchObject({
      code: 'idempotency.in-progress',
    });
    now += 10_001;
    expect(await idempotency.once(first, 10_000, counted().answer)).toMatchObject({ status: 201 });
  });
});
