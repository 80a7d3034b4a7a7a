import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { changeHandler } from '#libs/lambda';
import { lambdaContext } from '#libs/testing';
import type { StreamRecord } from '../../src/contract/table-streams.ts';
import { retryStreams } from '../../../serverless-conventions/src/streams.ts';
import { startDataServices, type DataServices } from './start-data-services.ts';
import { eventually } from './eventually.ts';
import { FakeFunctions, functionArn } from './fake-functions.ts';

interface StreamEvent {
  readonly Records: readonly (StreamRecord & { readonly eventSourceARN: string })[];
}

const toIds = ({ Records }: StreamEvent) => Records.map(({ dynamodb }) => Number(dynamodb.Keys['id']?.['S']));
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('event source mappings of streams', () => {
  let stateFolder: string;
  let functions: FakeFunctions;
  let services: DataServices;
  let dynamodb: DynamoDBClient;
  let tableName: string;
  let streamArn: string;
  let logged: string[];
  let denied: string;

  async function boot() {
    services = await startDataServices({
      stateFolder,
      functions,
      log: (line) => logged.push(line),
      check: (_principal, action) => {
        if (action === denied) throw new Error(`not authorized to perform: ${action}`);
      },
    });
    dynamodb = new DynamoDBClient(services.endpoint.clientConfig);
    const table = await services.deploy('Table', 'AWS::DynamoDB::Table', {
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
    tableName = table.ref;
    streamArn = table.attributes?.['StreamArn'] ?? '';
  }
  async function shutDown() {
    dynamodb.destroy();
    await services.stop();
  }
  const map = (properties: object = {}) =>
    services.deploy('Mapping', 'AWS::Lambda::EventSourceMapping', {
      FunctionName: functionArn('listener'),
      EventSourceArn: streamArn,
      StartingPosition: 'TRIM_HORIZON',
      ...properties,
    });
  const put = (id: number, kind = 'order') =>
    dynamodb.send(
      new PutItemCommand({ TableName: tableName, Item: { id: { S: String(id) }, kind: { S: kind } } }),
    );
  async function receiveBodies(QueueUrl: string, count: number) {
    const sqs = new SQSClient(services.endpoint.clientConfig);
    const bodies: { DDBStreamBatchInfo: { startSequenceNumber: string } }[] = [];
    await eventually(async () => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      bodies.push(...Messages.map(({ Body = '' }) => JSON.parse(Body)));
      expect(bodies).toHaveLength(count);
    });
    sqs.destroy();
    return bodies.toSorted(
      (left, right) =>
        Number(left.DDBStreamBatchInfo.startSequenceNumber) -
        Number(right.DDBStreamBatchInfo.startSequenceNumber),
    );
  }
  const isIdle = () => services.mappings.isIdle?.();

  beforeEach(async () => {
    stateFolder = mkdtempSync(join(tmpdir(), 'streams-'));
    functions = new FakeFunctions();
    logged = [];
    denied = '';
    await boot();
  });
  afterEach(async () => {
    await shutDown();
    rmSync(stateFolder, { recursive: true, force: true });
  });

  it('invokes the function with DynamoDB stream records after a write', async () => {
    const events: StreamEvent[] = [];
    functions.define('listener', (event: never) => void events.push(event));
    await map();
    await services.start();
    await eventually(async () => expect(await isIdle()).toBe(true));
    await put(1);

    await eventually(() => expect(events).toHaveLength(1));
    expect(events[0]?.Records[0]).toMatchObject({
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      eventSourceARN: streamArn,
      awsRegion: 'us-east-1',
      dynamodb: { Keys: { id: { S: '1' } }, NewImage: { id: { S: '1' }, kind: { S: 'order' } } },
    });
  });

  it('delivers records in order and in batches, without records for unchanged items', async () => {
    const events: StreamEvent[] = [];
    functions.define('listener', (event: never) => void events.push(event));
    for (const id of numbers(7)) await put(id);
    await put(7);
    await map({ BatchSize: 3 });
    await services.start();

    await eventually(async () => expect(await isIdle()).toBe(true));
    expect(events.flatMap(toIds)).toEqual(numbers(7));
    expect(events.map(({ Records }) => Records.length)).toEqual([3, 3, 1]);
  });

  it('starts with the next write for the starting position LATEST', async () => {
    const ids: number[] = [];
    functions.define('listener', (event: never) => void ids.push(...toIds(event)));
    await put(1);
    await map({ StartingPosition: 'LATEST' });
    await services.start();
    await put(2);
    await eventually(() => expect(ids).toEqual([2]));
  });

  it('delivers only records that match a filter', async () => {
    const ids: number[] = [];
    functions.define('listener', (event: never) => void ids.push(...toIds(event)));
    const Pattern = JSON.stringify({
      eventName: ['INSERT'],
      dynamodb: { NewImage: { kind: { S: [{ prefix: 'ord' }] } } },
    });
    await map({ FilterCriteria: { Filters: [{ Pattern }] } });
    await services.start();
    await put(1, 'invoice');
    await put(2, 'order');
    await dynamodb.send(new DeleteItemCommand({ TableName: tableName, Key: { id: { S: '2' } } }));
    await put(3, 'order');
    await eventually(() => expect(ids).toEqual([2, 3]));
    await eventually(async () => expect(await isIdle()).toBe(true));
  });

  it('retries a failed batch before it continues', async () => {
    const calls: number[][] = [];
    functions.define('listener', (event: never) => {
      calls.push(toIds(event));
      if (calls.length < 3) throw new Error('not yet');
    });
    for (const id of numbers(4)) await put(id);
    await map({ BatchSize: 2 });
    await services.start();
    await eventually(() =>
      expect(calls).toEqual([
        [1, 2],
        [1, 2],
        [1, 2],
        [3, 4],
      ]),
    );
  });

  it('bisects a failed batch and sends the failing record to the on-failure destination', async () => {
    const processed: number[] = [];
    functions.define('listener', (event: never) => {
      if (toIds(event).includes(3)) throw new Error('poison');
      processed.push(...toIds(event));
    });
    const onFailureQueue = await services.deploy('DeadQueue', 'AWS::SQS::Queue', {});
    for (const id of numbers(5)) await put(id);
    await map({
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: onFailureQueue.attributes?.['Arn'] } },
    });
    await services.start();

    await eventually(() => expect(processed).toEqual([1, 2, 4, 5]));
    expect((await receiveBodies(onFailureQueue.ref, 1))[0]).toMatchObject({
      version: '1.0',
      requestContext: {
        functionArn: functionArn('listener'),
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 2,
      },
      DDBStreamBatchInfo: { streamArn, batchSize: 1, startSequenceNumber: '3', endSequenceNumber: '3' },
    });
  });

  it('isolates failing records and processes the others once, with the conventions and the change handler', async () => {
    const processed: unknown[] = [];
    const handler = changeHandler(async ({ change: { after } }) => {
      if (after?.['kind'] === 'poison') throw new Error('poison');
      processed.push(after?.['id']);
    });
    functions.define('listener', (event: never) => handler(event, lambdaContext()));
    const onFailureQueue = await services.deploy('DeadQueue', 'AWS::SQS::Queue', {});
    for (const id of numbers(8)) await put(id, [3, 6].includes(id) ? 'poison' : 'order');
    const declared = {
      StartingPosition: 'TRIM_HORIZON',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: onFailureQueue.attributes?.['Arn'] } },
    };
    const template = {
      Resources: { Mapping: { Type: 'AWS::Lambda::EventSourceMapping', Properties: declared } },
    };
    retryStreams(template);
    await map(template.Resources.Mapping.Properties);
    await services.start();

    await eventually(async () => expect(await isIdle()).toBe(true));
    expect(processed).toEqual(['1', '2', '4', '5', '7', '8']);
    const failedBatches = await receiveBodies(onFailureQueue.ref, 2);
    expect(failedBatches.map(({ DDBStreamBatchInfo }) => DDBStreamBatchInfo)).toMatchObject([
      { batchSize: 1, startSequenceNumber: '3', endSequenceNumber: '3' },
      { batchSize: 1, startSequenceNumber: '6', endSequenceNumber: '6' },
    ]);
  });

  it('continues at the record that the function reports', async () => {
    const calls: number[][] = [];
    functions.define('listener', (event: never) => {
      calls.push(toIds(event));
      const { Records } = event as StreamEvent;
      const itemIdentifier = Records.find(({ dynamodb: { Keys } }) => Keys['id']?.['S'] === '3')?.dynamodb
        .SequenceNumber;
      return { batchItemFailures: calls.length === 1 ? [{ itemIdentifier }] : [] };
    });
    for (const id of numbers(4)) await put(id);
    await map({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
    await services.start();
    await eventually(() =>
      expect(calls).toEqual([
        [1, 2, 3, 4],
        [3, 4],
      ]),
    );
  });

  it('continues after a restart and redelivers unprocessed records', async () => {
    const calls: number[][] = [];
    let fails = false;
    functions.define('listener', (event: never) => {
      if (fails) throw new Error('not now');
      calls.push(toIds(event));
    });
    await map();
    await services.start();
    await put(1);
    await eventually(() => expect(calls).toEqual([[1]]));
    fails = true;
    await put(2);
    await shutDown();
    fails = false;
    await boot();
    await map();
    await services.start();
    await eventually(() => expect(calls).toEqual([[1], [2]]));
  });

  it('does not read the stream when the role of the function does not allow it, and logs it', async () => {
    let calls = 0;
    functions.define('listener', () => void calls++);
    denied = 'dynamodb:GetRecords';
    await map();
    await services.start();
    await put(1);
    expect(logged.join()).toContain('not authorized to perform: dynamodb:GetRecords');
    expect(calls).toBe(0);
  });
});
