import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { QueueRecord } from '../../src/services/lambda/event-source-mappings/queue-event.ts';
import { startDataServices, type DataServices } from './start-data-services.ts';
import { eventually } from './eventually.ts';
import { FakeFunctions, functionArn } from './fake-functions.ts';

interface QueueEvent {
  readonly Records: readonly QueueRecord[];
}
const toBodies = ({ Records }: QueueEvent) => Records.map(({ body }) => body);

describe('event source mappings of queues', () => {
  let stateFolder: string;
  let functions: FakeFunctions;
  let services: DataServices;
  let sqs: SQSClient;
  let queue: { url: string; arn: string };
  let deadLetterQueueUrl: string;

  async function boot() {
    services = await startDataServices({ stateFolder, functions, log: () => undefined });
    sqs = new SQSClient(services.endpoint.clientConfig);
    const deadLetterQueue = await services.deploy('DeadQueue', 'AWS::SQS::Queue', {});
    deadLetterQueueUrl = deadLetterQueue.ref;
    const RedrivePolicy = { deadLetterTargetArn: deadLetterQueue.attributes?.['Arn'], maxReceiveCount: 2 };
    const { ref, attributes } = await services.deploy('Queue', 'AWS::SQS::Queue', {
      VisibilityTimeout: 1,
      RedrivePolicy,
    });
    queue = { url: ref, arn: attributes?.['Arn'] ?? '' };
  }
  async function shutDown() {
    sqs.destroy();
    await services.stop();
  }
  async function map(properties: object = {}) {
    await services.deploy('Mapping', 'AWS::Lambda::EventSourceMapping', {
      FunctionName: functionArn('worker'),
      EventSourceArn: queue.arn,
      ...properties,
    });
    await services.start();
  }
  const send = (...bodies: string[]) =>
    sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queue.url,
        Entries: bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
      }),
    );
  async function count(QueueUrl: string) {
    const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
    );
    return AttributeNames.reduce((sum, name) => sum + Number(Attributes?.[name]), 0);
  }

  beforeEach(async () => {
    stateFolder = mkdtempSync(join(tmpdir(), 'queues-'));
    functions = new FakeFunctions();
    await boot();
  });
  afterEach(async () => {
    await shutDown();
    rmSync(stateFolder, { recursive: true, force: true });
  });

  it('invokes the function with an SQS event and deletes the processed message', async () => {
    const events: QueueEvent[] = [];
    functions.define('worker', (event: never) => void events.push(event));
    await map();
    const MessageAttributes = { type: { DataType: 'String', StringValue: 'OrderPlaced' } };
    await sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: 'hello', MessageAttributes }));

    await eventually(() => expect(events).toHaveLength(1));
    expect(events[0]?.Records[0]).toMatchObject({
      messageId: expect.any(String),
      receiptHandle: expect.any(String),
      body: 'hello',
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: expect.any(String) },
      messageAttributes: { type: { stringValue: 'OrderPlaced', dataType: 'String' } },
      eventSource: 'aws:sqs',
      eventSourceARN: queue.arn,
      awsRegion: 'us-east-1',
    });
    await eventually(async () => expect(await services.mappings.isIdle?.()).toBe(true));
    expect(await count(queue.url)).toBe(0);
  });

  it('retries only the reported messages, then moves them to the dead-letter queue', async () => {
    const batches: string[][] = [];
    functions.define('worker', (event: never) => {
      batches.push(toBodies(event));
      const { Records } = event as QueueEvent;
      const failed = Records.filter(({ body }) => body === 'bad');
      return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
    await map({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
    await send('good', 'bad');

    await eventually(async () => expect(await count(deadLetterQueueUrl)).toBe(1));
    expect(batches).toEqual([['good', 'bad'], ['bad']]);
    expect(await count(queue.url)).toBe(0);
  });

  it('retries the whole batch when the function fails or returns an invalid response', async () => {
    const batches: string[][] = [];
    functions.define('worker', (event: never) => {
      batches.push(toBodies(event));
      if (batches.length === 1) return { batchItemFailures: [{ itemIdentifier: 'no such message' }] };
      throw new Error('failed');
    });
    await map({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
    await send('a', 'b');
    await eventually(async () => expect(await count(deadLetterQueueUrl)).toBe(2));
    expect(batches[0]).toEqual(['a', 'b']);
    // A queue may return the messages of a batch one by one.
    expect(batches.slice(1).flat().toSorted()).toEqual(['a', 'b']);
  });

  it('processes at most MaximumConcurrency batches concurrently', async () => {
    let active = 0;
    let maximum = 0;
    let started = 0;
    const { promise: limitReached, resolve: reachLimit } = Promise.withResolvers<void>();
    functions.define('worker', async () => {
      maximum = Math.max(maximum, ++active);
      if (++started >= 3) reachLimit();
      await limitReached;
      // The mapping could receive the next message meanwhile.
      for (let requests = 0; requests < 10; requests++) await count(queue.url);
      active--;
    });
    await map({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: 3 } });
    await send('1', '2', '3', '4', '5', '6');
    await eventually(async () => expect(await count(queue.url)).toBe(0));
    expect(maximum).toBe(3);
  });

  it('collects messages during the batching window', async () => {
    const batches: string[][] = [];
    functions.define('worker', (event: never) => void batches.push(toBodies(event)));
    await services.deploy('Queue', 'AWS::SQS::Queue', { VisibilityTimeout: 60 });
    await map({ BatchSize: 20, MaximumBatchingWindowInSeconds: 3 });
    await send('1');
    await send('2', '3');
    await eventually(() => expect(batches).toEqual([['1', '2', '3']]));
  });

  it('deletes messages that match no filter', async () => {
    const bodies: string[] = [];
    functions.define('worker', (event: never) => void bodies.push(...toBodies(event)));
    await map({
      FilterCriteria: { Filters: [{ Pattern: JSON.stringify({ body: { type: ['OrderPlaced'] } }) }] },
    });
    const [matching, other] = ['OrderPlaced', 'OrderCanceled'].map((type) => JSON.stringify({ type }));
    await send(matching ?? '', other ?? '');
    await eventually(() => expect(bodies).toEqual([matching]));
    await eventually(async () => expect(await count(queue.url)).toBe(0));
  });

  it('does not poll the queue while it is disabled', async () => {
    let calls = 0;
    functions.define('worker', () => void calls++);
    await map({ Enabled: false });
    await send('1');
    expect(await count(queue.url)).toBe(1);
    await map({ Enabled: true });
    await eventually(() => expect(calls).toBe(1));
  });

  it('delivers in-flight messages immediately after a restart', async () => {
    functions.define('worker', () => {
      throw new Error('the machine is going down');
    });
    // The visibility timeout does not expire during this test.
    await services.deploy('Queue', 'AWS::SQS::Queue', { VisibilityTimeout: 600 });
    await map();
    await send('1');
    await eventually(async () => expect(await services.mappings.isIdle?.()).toBe(true));
    expect(await count(queue.url)).toBe(1);
    await shutDown();
    const bodies: string[] = [];
    functions.define('worker', (event: never) => void bodies.push(...toBodies(event)));
    await boot();
    await map();
    await eventually(() => expect(bodies).toEqual(['1']));
  });
});
