import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { waitUntil } from '#libs/testing';
import { resourcesOfType } from '../../workspace/src/templates/template.ts';
import { everyTemplate } from './consumed-queues.ts';
import { cloud } from './shop.ts';

/** Tables of what is only worth something for a while, by what their names say. */
const holdsWhatAges = /Idempotency|Deliver(y|ies)|Log|Sent|Tombstone|Session|Notification/;

const agingTables = everyTemplate().flatMap(([service, template]) =>
  resourcesOfType(template, 'AWS::DynamoDB::Table')
    .filter(([logicalId]) => holdsWhatAges.test(logicalId))
    .map(([logicalId, { Properties = {} }]) => ({
      name: `${logicalId} of ${service}`,
      service,
      logicalId,
      timeToLive: Properties['TimeToLiveSpecification'],
    })),
);

const dynamoDb = new DynamoDBClient(cloud.clientConfig);
afterAll(() => dynamoDb.destroy());

describe('records that age', () => {
  it('are known to these tests', () => {
    expect(agingTables.map(({ logicalId }) => logicalId)).toEqual(
      expect.arrayContaining(['IdempotencyTable', 'SessionsTable']),
    );
  });

  it.each(agingTables.map((table) => [table.name, table] as const))(
    'go by themselves: %s',
    (_, { timeToLive }) => {
      expect(timeToLive).toEqual({ AttributeName: expect.any(String), Enabled: true });
    },
  );

  it('are deleted by the local cloud without delay', async () => {
    const TableName = await cloud.ref('inventory', 'IdempotencyTable');
    const Key = { id: { S: `expired-${randomUUID()}` } };
    await dynamoDb.send(
      new PutItemCommand({
        TableName,
        Item: { ...Key, expiration: { N: String(Math.floor(Date.now() / 1000) - 60) } },
      }),
    );
    const isGone = await waitUntil(async () => {
      const { Item } = await dynamoDb.send(new GetItemCommand({ TableName, Key }));
      return Item === undefined ? true : undefined;
    }, 120_000);
    expect(isGone).toBe(true);
  });
});
