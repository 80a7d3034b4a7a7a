import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConditionalCheckFailedException,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createDynamoDbService, type DynamoDbService } from '../../src/services/dynamodb/dynamodb-service.ts';
import { startAwsEndpoint, type AwsEndpoint } from './aws-endpoint.ts';
import { deployWith } from './deploy-with.ts';

const ordersTable = {
  AttributeDefinitions: [
    { AttributeName: 'orderId', AttributeType: 'S' },
    { AttributeName: 'customerId', AttributeType: 'S' },
  ],
  KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
  StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byCustomer',
      KeySchema: [{ AttributeName: 'customerId', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
};

const item = (orderId: string, expiresAt: number) => ({
  orderId: { S: orderId },
  expiresAt: { N: String(expiresAt) },
});

describe('tables', () => {
  let stateFolder: string;
  let endpoint: AwsEndpoint;
  let dynamodb: DynamoDbService;
  let client: DynamoDBClient;
  const logged: string[] = [];

  async function boot() {
    dynamodb = await createDynamoDbService({ stateFolder, log: (line) => logged.push(line) });
    endpoint.serve([dynamodb]);
  }
  const deploy = (properties: object) =>
    deployWith([dynamodb])('OrdersTable', 'AWS::DynamoDB::Table', properties as Record<string, unknown>);

  beforeEach(async () => {
    stateFolder = mkdtempSync(join(tmpdir(), 'tables-'));
    endpoint = await startAwsEndpoint();
    client = new DynamoDBClient(endpoint.clientConfig);
    await boot();
  });
  afterEach(async () => {
    client.destroy();
    await dynamodb.stop?.();
    await endpoint.close();
    rmSync(stateFolder, { recursive: true, force: true });
  });

  it('deploys a table with ARNs of the local region', async () => {
    const table = await deploy(ordersTable);

    expect(table.ref).toMatch(/^shop-local-OrdersTable-[0-9A-F]{12}$/);
    expect(table.attributes?.['Arn']).toBe(`arn:aws:dynamodb:us-east-1:000000000000:table/${table.ref}`);
    expect(table.attributes?.['StreamArn']).toMatch(`${table.attributes?.['Arn']}/stream/`);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table.ref }));
    expect(Table?.TableArn).toBe(table.attributes?.['Arn']);
    const { TimeToLiveDescription } = await client.send(
      new DescribeTimeToLiveCommand({ TableName: table.ref }),
    );
    expect(TimeToLiveDescription).toEqual({ AttributeName: 'expiresAt', TimeToLiveStatus: 'ENABLED' });
  });

  it('queries an index, rejects failed conditions and cancels transactions with reasons', async () => {
    const { ref: TableName } = await deploy(ordersTable);
    const order = { orderId: { S: 'ord_1' }, customerId: { S: 'cus_1' } };
    const putOnce = { TableName, Item: order, ConditionExpression: 'attribute_not_exists(orderId)' };
    await client.send(new PutItemCommand(putOnce));

    const found = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'byCustomer',
        KeyConditionExpression: 'customerId = :customer',
        ExpressionAttributeValues: { ':customer': { S: 'cus_1' } },
      }),
    );
    expect(found.Items).toEqual([order]);
    await expect(client.send(new PutItemCommand(putOnce))).rejects.toBeInstanceOf(
      ConditionalCheckFailedException,
    );
    const other = { ...putOnce, Item: { orderId: { S: 'ord_2' } } };
    const transaction = client.send(
      new TransactWriteItemsCommand({ TransactItems: [{ Put: other }, { Put: putOnce }] }),
    );
    await expect(transaction).rejects.toBeInstanceOf(TransactionCanceledException);
    await expect(transaction).rejects.toMatchObject({
      CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }],
    });
    expect((await client.send(new GetItemCommand({ TableName, Key: other.Item }))).Item).toBeUndefined();
  });

  it('keeps items and table names after a restart and adds a new index', async () => {
    const { ref: TableName } = await deploy({
      ...ordersTable,
      AttributeDefinitions: ordersTable.AttributeDefinitions.slice(0, 1),
      GlobalSecondaryIndexes: undefined,
    });
    await client.send(
      new PutItemCommand({ TableName, Item: { orderId: { S: 'ord_1' }, customerId: { S: 'cus_1' } } }),
    );
    await dynamodb.stop?.();
    await boot();

    expect((await deploy(ordersTable)).ref).toBe(TableName);

    const found = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'byCustomer',
        KeyConditionExpression: 'customerId = :customer',
        ExpressionAttributeValues: { ':customer': { S: 'cus_1' } },
      }),
    );
    expect(found.Count).toBe(1);
  });

  it('applies a changed TTL attribute', async () => {
    const { ref: TableName } = await deploy(ordersTable);
    await deploy({ ...ordersTable, TimeToLiveSpecification: { AttributeName: 'deletedAt', Enabled: true } });
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(TimeToLiveDescription?.AttributeName).toBe('deletedAt');
  });

  it('replaces the stream when its view type changes', async () => {
    const before = await deploy(ordersTable);
    const after = await deploy({ ...ordersTable, StreamSpecification: { StreamViewType: 'KEYS_ONLY' } });
    expect(after.attributes?.['StreamArn']).not.toBe(before.attributes?.['StreamArn']);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: after.ref }));
    expect(Table?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'KEYS_ONLY' });
  });

  it('names an unsupported operation', async () => {
    await deploy(ordersTable);
    const send = client.send(new DescribeContinuousBackupsCommand({ TableName: 'orders' }));
    await expect(send).rejects.toThrow(/DescribeContinuousBackups/);
  });

  it('rejects a changed key with an error that suggests --fresh', async () => {
    await deploy(ordersTable);
    const otherKey = [{ AttributeName: 'customerId', KeyType: 'HASH' }];
    await expect(deploy({ ...ordersTable, KeySchema: otherKey })).rejects.toThrow(/npm start -- --fresh/);
  });

  it('deletes expired items with DynamoDB as the user identity in the stream', async () => {
    const { ref: TableName, attributes } = await deploy(ordersTable);
    const nowSeconds = Math.floor(Date.now() / 1000);
    await client.send(new PutItemCommand({ TableName, Item: item('expired', nowSeconds - 1) }));
    await client.send(new PutItemCommand({ TableName, Item: item('not-expired', nowSeconds + 1_000) }));
    await client.send(new PutItemCommand({ TableName, Item: item('ancient', 1) }));

    await dynamodb.timeToLive.sweep();

    const exists = async (orderId: string) =>
      (await client.send(new GetItemCommand({ TableName, Key: { orderId: { S: orderId } } }))).Item !==
      undefined;
    expect(await exists('expired')).toBe(false);
    expect(await exists('not-expired')).toBe(true);
    expect(await exists('ancient')).toBe(true);
    const streamArn = attributes?.['StreamArn'] ?? '';
    const [shardId = ''] = await dynamodb.streams.listShards(streamArn);
    const records = await dynamodb.streams.openShard({ streamArn, shardId, after: undefined }).next(100);
    expect(records.at(-1)).toMatchObject({
      eventName: 'REMOVE',
      awsRegion: 'us-east-1',
      userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
    });
  });
});

describe('a corrupt database', () => {
  it('fails the start with an error that suggests --fresh', async () => {
    const stateFolder = mkdtempSync(join(tmpdir(), 'tables-'));
    mkdirSync(join(stateFolder, 'dynamodb'));
    writeFileSync(join(stateFolder, 'dynamodb', 'dynamodb.sqlite'), 'not a database'.repeat(1_000));
    await expect(createDynamoDbService({ stateFolder, log: String })).rejects.toThrow(/npm start -- --fresh/);
    rmSync(stateFolder, { recursive: true, force: true });
  });
});
