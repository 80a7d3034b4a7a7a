/** The same scenarios on the SDK and on the thin client against DynamoDB of the local cloud. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import {
  dynamoDbClient,
  sdkDynamoDbClient,
  unmarshall,
  type AttributeMap,
  type DynamoDbClient,
} from '#libs/aws';
import { runningCloud } from '#libs/testing';

const TableName = `aws-test-${randomUUID()}`;
const sdk = new DynamoDBClient(runningCloud().clientConfig);

beforeAll(async () => {
  await sdk.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'hall', AttributeType: 'S' },
        { AttributeName: 'seat', AttributeType: 'N' },
      ],
      KeySchema: [
        { AttributeName: 'hall', KeyType: 'HASH' },
        { AttributeName: 'seat', KeyType: 'RANGE' },
      ],
    }),
  );
});
afterAll(async () => {
  await sdk.send(new DeleteTableCommand({ TableName }));
  sdk.destroy();
});

interface Failure {
  readonly name: string;
  readonly Item?: AttributeMap;
  readonly CancellationReasons?: readonly { readonly Code?: string; readonly Item?: AttributeMap }[];
}
const failureOf = (call: Promise<unknown>): Promise<Failure> =>
  call.then(
    () => {
      throw new Error('The call succeeded.');
    },
    (error: Failure) => error,
  );

describe.each<[string, DynamoDbClient]>([
  ['the thin client', dynamoDbClient(runningCloud().clientConfig)],
  ['the SDK', sdkDynamoDbClient(sdk)],
])('%s', (_, tables) => {
  const hall = () => ({ hall: randomUUID(), seat: 1 });
  const ifAbsent = { ConditionExpression: 'attribute_not_exists(seat)' };
  const put = (Item: Record<string, unknown>) => tables.put({ TableName, Item });

  it('reads what it wrote', async () => {
    const Key = hall();
    const item = {
      ...Key,
      bytes: Uint8Array.of(0, 255),
      big: 9_007_199_254_740_993n,
      tags: new Set(['a', 'b']),
      deep: { list: [1.5, null, true, { text: 'ü €' }] },
    };
    await put({ ...item, none: undefined });
    const { Item } = await tables.get({ TableName, Key, ConsistentRead: true });
    expect(Item).toEqual(item);
    expect(await tables.get({ TableName, Key: hall() })).not.toHaveProperty('Item');
  });

  it('reads any item that it wrote', async () => {
    const leaf = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array(),
    );
    const items = fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), fc.oneof(leaf, fc.array(leaf)));
    await fc.assert(
      fc.asyncProperty(items, async (fields) => {
        const Key = hall();
        await put({ ...Key, fields });
        const { Item } = await tables.get({ TableName, Key, ConsistentRead: true });
        expect(Item?.['fields']).toEqual(fields);
      }),
      { numRuns: 25 },
    );
  });

  it('updates and deletes, and returns the attributes', async () => {
    const Key = hall();
    await put({ ...Key, uses: 1 });
    const { Attributes } = await tables.update({
      TableName,
      Key,
      UpdateExpression: 'ADD uses :two SET guest = :guest',
      ExpressionAttributeValues: { ':two': 2, ':guest': { name: 'ada' } },
      ReturnValues: 'ALL_NEW',
    });
    expect(Attributes).toEqual({ ...Key, uses: 3, guest: { name: 'ada' } });
    const deleted = await tables.delete({ TableName, Key, ReturnValues: 'ALL_OLD' });
    expect(deleted.Attributes).toEqual(Attributes);
  });

  it('fails a condition with the existing item', async () => {
    const item = { ...hall(), bytes: Uint8Array.of(1, 2) };
    await put(item);
    const failure = await failureOf(
      tables.put({ TableName, Item: item, ...ifAbsent, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
    );
    expect(failure.name).toBe('ConditionalCheckFailedException');
    expect(unmarshall(failure.Item!)).toEqual(item);
  });

  it('cancels a transaction with a reason for each item', async () => {
    const [existing, other] = [hall(), hall()];
    await put(existing);
    const failure = await failureOf(
      tables.transactWrite({
        TransactItems: [
          { Put: { TableName, Item: other } },
          { Put: { TableName, Item: existing, ...ifAbsent, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
        ],
      }),
    );
    expect(failure.name).toBe('TransactionCanceledException');
    expect(failure.CancellationReasons?.map(({ Code }) => Code)).toEqual(['None', 'ConditionalCheckFailed']);
    expect(unmarshall(failure.CancellationReasons![1]!.Item!)).toEqual(existing);
    expect(await tables.get({ TableName, Key: other })).not.toHaveProperty('Item');
  });

  it('writes and reads transactions', async () => {
    const [first, second] = [hall(), hall()];
    await put(second);
    await tables.transactWrite({
      TransactItems: [
        { Put: { TableName, Item: { ...first, guest: 'ada' } } },
        { Delete: { TableName, Key: second } },
      ],
    });
    const { Responses } = await tables.transactGet({
      TransactItems: [first, second].map((Key) => ({ Get: { TableName, Key } })),
    });
    expect(Responses?.map(({ Item }) => Item)).toEqual([{ ...first, guest: 'ada' }, undefined]);
  });

  it('pages through a query and a scan', async () => {
    const partition = randomUUID();
    const items = [1, 2, 3, 4, 5].map((seat) => ({ hall: partition, seat }));
    await tables.batchWrite({
      RequestItems: { [TableName]: items.map((Item) => ({ PutRequest: { Item } })) },
    });
    const found: unknown[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const page = await tables.query({
        TableName,
        KeyConditionExpression: 'hall = :hall',
        ExpressionAttributeValues: { ':hall': partition },
        Limit: 2,
        ExclusiveStartKey: start,
      });
      found.push(...(page.Items ?? []));
      start = page.LastEvaluatedKey;
    } while (start);
    expect(found).toEqual(items);
    const { Items, LastEvaluatedKey } = await tables.scan({ TableName, Limit: 1 });
    expect(Items).toHaveLength(1);
    expect(Object.keys(LastEvaluatedKey!).toSorted()).toEqual(['hall', 'seat']);
  });

  it('reads and writes batches', async () => {
    const [first, second] = [hall(), hall()];
    await put(second);
    const { UnprocessedItems } = await tables.batchWrite({
      RequestItems: { [TableName]: [{ PutRequest: { Item: first } }, { DeleteRequest: { Key: second } }] },
    });
    expect(UnprocessedItems).toEqual({});
    const { Responses } = await tables.batchGet({ RequestItems: { [TableName]: { Keys: [first, second] } } });
    expect(Responses).toEqual({ [TableName]: [first] });
  });

  it('returns the consumed capacity', async () => {
    const { ConsumedCapacity } = await tables.put({
      TableName,
      Item: hall(),
      ReturnConsumedCapacity: 'TOTAL',
    });
    expect(ConsumedCapacity).toMatchObject({ TableName, CapacityUnits: 1 });
  });

  it('throws what DynamoDB reports, with its request id', async () => {
    const failure = await failureOf(tables.get({ TableName: 'none', Key: { id: '1' } }));
    expect(failure).toMatchObject({
      name: 'ResourceNotFoundException',
      $fault: 'client',
      $metadata: { httpStatusCode: 400, attempts: 1, requestId: expect.any(String) },
    });
  });
});
