import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dynamoDbRateLimit, type RateLimit } from '#libs/gateways';
import { conflictingDynamoDb, fixedClock, inMemoryRateLimit, runningCloud } from '#libs/testing';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';

const TableName = `limits-${randomUUID()}`;
const client = () => new DynamoDBClient(runningCloud().clientConfig);
const rule = { code: 'seat.too-many-requests', limit: 3, windowSeconds: 60 };

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

describe.each<[string, (now: () => Date) => RateLimit]>([
  ['on DynamoDB', (now) => dynamoDbRateLimit(TableName, rule, conflictingDynamoDb(), now)],
  ['in memory', (now) => inMemoryRateLimit(rule, now)],
])('a rate limit %s', (_, open) => {
  it('allows as many concurrent uses as its limit, per subject and window', async () => {
    const now = fixedClock();
    const [limit, subject] = [open(now), randomUUID()];
    const use = () => limit.use(subject);
    now.advance(20);
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, use));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    await limit.use(randomUUID());
    await expect(use()).rejects.toMatchObject({
      kind: 'throttled',
      code: 'seat.too-many-requests',
      retryAfterSeconds: 40,
    });
    now.advance(39);
    await expect(use()).rejects.toMatchObject({ retryAfterSeconds: 1 });
    now.advance(1);
    await expect(use()).resolves.toBeUndefined();
  });

  it('counts several uses at once, all or none, and takes them back', async () => {
    const [limit, subject] = [open(fixedClock()), randomUUID()];
    await limit.use(subject, 2);
    await expect(limit.use(subject, 2)).rejects.toMatchObject({ kind: 'throttled' });
    await limit.giveBack(subject);
    await limit.use(subject, 2);
    await limit.giveBack(subject, 5);
    await limit.giveBack(randomUUID());
    await expect(limit.use(subject)).rejects.toMatchObject({ kind: 'throttled' });
  });
});
