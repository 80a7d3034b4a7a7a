/** The same scenarios on the SDK and on this client: what each sends, returns, throws and repeats. */
import { describe, expect, it } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { scriptedServer, type ScriptedResponse } from '#libs/testing';
import { dynamoDbClient, type DynamoDbClient } from './dynamodb/dynamodb-client.ts';
import { sdkDynamoDbClient } from './dynamodb/sdk-dynamodb-client.ts';

const region = 'eu-west-1';
const credentials = { accessKeyId: 'access-key', secretAccessKey: 'secret', sessionToken: 'token' };
const timeouts = { connectionTimeout: 300, requestTimeout: 150 };

const clients: readonly [string, (endpoint: string) => DynamoDbClient][] = [
  [
    'SDK',
    (endpoint) =>
      sdkDynamoDbClient(
        new DynamoDBClient({
          endpoint,
          region,
          credentials,
          maxAttempts: 3,
          requestHandler: { ...timeouts, throwOnRequestTimeout: true },
        }),
      ),
  ],
  ['thin client', (endpoint) => dynamoDbClient({ endpoint, region, credentials, ...timeouts })],
];

const requestId = { 'x-amzn-requestid': 'R-1' };
const answer = (
  status: number,
  body: object,
  headers: Record<string, string> = requestId,
): ScriptedResponse => ({
  status,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/x-amz-json-1.0', ...headers },
});
const failure = (status: number, code: string, fields: object = {}, headers?: Record<string, string>) =>
  answer(
    status,
    { __type: `com.amazonaws.dynamodb.v20120810#${code}`, message: `${code} happened`, ...fields },
    headers,
  );
const ok = answer(200, {});

type Call = (client: DynamoDbClient) => Promise<object>;
const getSeat: Call = (client) => client.get({ TableName: 'seats', Key: { id: 'a1' } });

/** What a caller sees of a call, and the server of its requests. */
async function outcomes(call: Call, ...responses: readonly ScriptedResponse[]) {
  const seen = [];
  for (const [, open] of clients) {
    await using server = await scriptedServer(...responses);
    const result = await call(open(server.url)).then(visible, visible);
    const requests = server.requests.map(({ method, path, body, headers }) => ({
      method,
      path,
      body: JSON.parse(body) as unknown,
      type: headers['content-type'],
      target: headers['x-amz-target'],
      token: headers['x-amz-security-token'],
      attempt: headers['amz-sdk-request'],
      trace: headers['x-amzn-trace-id'],
    }));
    seen.push({ result, requests });
  }
  return seen;
}

interface Visible {
  readonly $metadata?: Readonly<Record<string, unknown>>;
}

function visible(result: object & Visible): object {
  const { totalRetryDelay: _, ...$metadata } = result.$metadata ?? {};
  if (!Error.isError(result)) return { ...result, $metadata };
  const { name, code, $fault, $retryable, CancellationReasons, Item } = result as Error &
    Readonly<Record<string, unknown>>;
  // The texts of network errors are each client's own.
  const message = $fault === undefined ? undefined : (result as Error).message;
  return { name, message, code, $fault, $retryable, CancellationReasons, Item, $metadata };
}

async function same(call: Call, ...responses: readonly ScriptedResponse[]) {
  const [sdk, thin] = await outcomes(call, ...responses);
  expect(thin).toEqual(sdk);
  return thin!;
}

const binary = Uint8Array.of(0, 1, 254, 255);
const wireItem = {
  id: { S: 'a1' },
  n: { N: '1.5' },
  bytes: { B: 'AAH+/w==' },
  tags: { SS: ['x'] },
  list: { L: [{ NULL: true }] },
};

describe('the thin client, like the SDK,', () => {
  it.each<[string, Call, object]>([
    [
      'GetItem',
      (client) => client.get({ TableName: 't', Key: { id: 'a1' }, ConsistentRead: true }),
      { Item: wireItem },
    ],
    [
      'PutItem',
      (client) =>
        client.put({
          TableName: 't',
          Item: {
            id: 'a1',
            bytes: binary,
            none: undefined,
            deep: { list: [1, null, { x: 1n }] },
            set: new Set(['a']),
          },
          ConditionExpression: 'attribute_not_exists(#id)',
          ExpressionAttributeNames: { '#id': 'id' },
          ExpressionAttributeValues: { ':a': 1, ':none': undefined },
          ReturnValues: 'ALL_OLD',
        }),
      { Attributes: wireItem, ConsumedCapacity: { TableName: 't', CapacityUnits: 2 } },
    ],
    [
      'UpdateItem',
      (client) =>
        client.update({
          TableName: 't',
          Key: { id: 'a1' },
          UpdateExpression: 'SET a = :a',
          ExpressionAttributeValues: { ':a': binary },
          ReturnValues: 'ALL_NEW',
        }),
      { Attributes: wireItem },
    ],
    [
      'DeleteItem',
      (client) => client.delete({ TableName: 't', Key: { id: 'a1' }, ReturnValues: 'ALL_OLD' }),
      { Attributes: wireItem },
    ],
    [
      'Query',
      (client) =>
        client.query({
          TableName: 't',
          KeyConditionExpression: 'id = :id',
          ExpressionAttributeValues: { ':id': 'a1' },
          ExclusiveStartKey: { id: 'a0', at: 5 },
          Limit: 2,
        }),
      {
        Items: [wireItem, wireItem],
        Count: 2,
        ScannedCount: 3,
        LastEvaluatedKey: { id: { S: 'a1' }, at: { N: '6' } },
      },
    ],
    [
      'Scan',
      (client) => client.scan({ TableName: 't', ExclusiveStartKey: undefined }),
      { Items: [], Count: 0, ScannedCount: 0 },
    ],
    [
      'BatchGetItem',
      (client) =>
        client.batchGet({
          RequestItems: {
            Key: { Keys: [{ id: 'a1' }, { id: 'a2' }] },
            Item: { Keys: [{ id: 1 }], ConsistentRead: true },
          },
        }),
      {
        Responses: { Key: [wireItem], Item: [] },
        UnprocessedKeys: { Item: { Keys: [{ id: { N: '1' } }], ConsistentRead: true } },
      },
    ],
    [
      'BatchWriteItem',
      (client) =>
        client.batchWrite({
          RequestItems: {
            t: [{ PutRequest: { Item: { id: 'a1' } } }, { DeleteRequest: { Key: { id: 'a2' } } }],
          },
        }),
      {
        UnprocessedItems: {
          t: [{ PutRequest: { Item: wireItem } }, { DeleteRequest: { Key: { id: { S: 'a2' } } } }],
        },
      },
    ],
    [
      'TransactGetItems',
      (client) => client.transactGet({ TransactItems: [{ Get: { TableName: 't', Key: { id: 'a1' } } }] }),
      { Responses: [{ Item: wireItem }] },
    ],
    [
      'TransactWriteItems',
      (client) =>
        client.transactWrite({
          ClientRequestToken: 'once',
          TransactItems: [
            { Put: { TableName: 't', Item: { id: 'a1', n: 1 } } },
            {
              Update: {
                TableName: 't',
                Key: { id: 'a2' },
                UpdateExpression: 'ADD n :one',
                ExpressionAttributeValues: { ':one': 1 },
              },
            },
            { Delete: { TableName: 't', Key: { id: 'a3' } } },
            {
              ConditionCheck: {
                TableName: 't',
                Key: { id: 'a4' },
                ConditionExpression: 'n > :zero',
                ExpressionAttributeValues: { ':zero': 0 },
              },
            },
          ],
        }),
      { ConsumedCapacity: [{ TableName: 't', CapacityUnits: 8 }] },
    ],
  ])('sends %s and returns its output', async (operation, call, output) => {
    const { result, requests } = await same(call, answer(200, output));
    expect(requests).toMatchObject([
      {
        method: 'POST',
        path: '/',
        type: 'application/x-amz-json-1.0',
        target: `DynamoDB_20120810.${operation}`,
        token: 'token',
      },
    ]);
    expect(result).toMatchObject({ $metadata: { httpStatusCode: 200, requestId: 'R-1', attempts: 1 } });
  });

  it('throws an error response with its code, message and metadata', async () => {
    const { result, requests } = await same(getSeat, failure(400, 'ResourceNotFoundException'));
    expect(requests).toHaveLength(1);
    expect(result).toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'ResourceNotFoundException happened',
      $fault: 'client',
      $metadata: { httpStatusCode: 400, requestId: 'R-1', attempts: 1 },
    });
  });

  it('throws the existing item of a failed condition', async () => {
    const { result } = await same(
      getSeat,
      failure(400, 'ConditionalCheckFailedException', { Item: wireItem }),
    );
    expect(result).toMatchObject({ Item: { id: { S: 'a1' }, bytes: { B: binary } } });
  });

  it('throws the reasons of a canceled transaction with their items', async () => {
    const CancellationReasons = [
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item: wireItem },
    ];
    const { result, requests } = await same(
      getSeat,
      failure(400, 'TransactionCanceledException', { CancellationReasons }),
    );
    expect(requests).toHaveLength(1);
    expect(result).toMatchObject({
      CancellationReasons: [{ Code: 'None' }, { Item: { bytes: { B: binary } } }],
    });
  });

  it.each<[string, ScriptedResponse]>([
    ['a throttled request', failure(400, 'ThrottlingException')],
    ['exceeded throughput', failure(400, 'ProvisionedThroughputExceededException')],
    ['an internal error', failure(500, 'InternalServerError')],
    ['an unavailable service', failure(503, 'ServiceUnavailable')],
    ['a gateway timeout', failure(504, 'GatewayTimeout')],
    ['a replicated write conflict', failure(400, 'ReplicatedWriteConflictException')],
    ['too many requests', failure(429, 'SomethingElse')],
    ['an expired signature', failure(400, 'InvalidSignatureException', { message: 'Signature expired: …' })],
    ['a closed connection', 'reset'],
    ['no response', 'silent'],
  ])('succeeds in the next attempt after %s', async (_, first) => {
    const { result, requests } = await same(getSeat, first, ok);
    expect(result).toMatchObject({ $metadata: { httpStatusCode: 200, attempts: 2 } });
    expect(requests.map(({ attempt }) => attempt)).toEqual(['attempt=1; max=3', 'attempt=2; max=3']);
  });

  it.each<[string, string, ScriptedResponse]>([
    ['InternalServerError', 'internal errors', failure(500, 'InternalServerError')],
    ['TimeoutError', 'timeouts', 'silent'],
  ])('throws %s after three attempts with %s', async (name, _, response) => {
    const { result, requests } = await same(getSeat, response);
    expect(requests).toHaveLength(3);
    expect(result).toMatchObject({ name, $metadata: { attempts: 3 } });
  });

  it('throws TimeoutError after three attempts with closed connections', async () => {
    const [sdk, thin] = await outcomes(getSeat, 'reset');
    expect(thin!.requests).toEqual(sdk!.requests);
    expect(thin!.requests).toHaveLength(3);
    // In Jest, the SDK does not recognize errors of Node.js as errors and replaces them.
    expect(thin!.result).toMatchObject({
      name: 'TimeoutError',
      code: 'ECONNRESET',
      $metadata: { attempts: 3 },
    });
  });

  it.each([
    'ValidationException',
    'AccessDeniedException',
    'ConditionalCheckFailedException',
    'TransactionConflictException',
  ])('does not repeat a request after %s', async (code) => {
    const { result, requests } = await same(getSeat, failure(400, code));
    expect(requests).toHaveLength(1);
    expect(result).toMatchObject({ name: code, $metadata: { attempts: 1 } });
  });

  it('repeats a request with the corrected time when its clock is wrong', async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    const skewed = failure(400, 'InvalidSignatureException', {}, { ...requestId, date });
    const { result, requests } = await same(getSeat, skewed, ok);
    expect(result).toMatchObject({ $metadata: { attempts: 2 } });
    expect(requests).toHaveLength(2);
  });

  it('does not repeat a wrong signature when its clock is right', async () => {
    const { requests } = await same(getSeat, failure(400, 'InvalidSignatureException'));
    expect(requests).toHaveLength(1);
  });
});
