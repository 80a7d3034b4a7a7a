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
import { bootDataCloud, type DataCloud } from './start-data-services.ts';
import { eventually } from './eventually.ts';
import { FakeFunctions, functionArn } from './fake-functions.ts';

interface QueueEvent {
  readonly Records: readonly QueueRecord[];
}
const bodiesOf = ({ Records }: QueueEvent) => Records.map(({ body }) => body);

describe('event source mappings of queues', () => {
  let stateFolder: string;
  let functions: FakeFunctions;
  let cloud: DataCloud;
  let sqs: SQSClient;
  let queue: { url: string; arn: string };
  let deadQueueUrl: string;

  async function boot() {
    cloud = await bootDataCloud({ stateFolder, functions, log: () => undefined });
    sqs = new SQSClient(cloud.endpoint.clientConfig);
    const dead = await cloud.deploy('DeadQueue', 'AWS::SQS::Queue', {});
    deadQueueUrl = dead.ref;
    const RedrivePolicy = { deadLetterTargetArn: dead.attributes?.['Arn'], maxReceiveCount: 2 };
    const { ref, attributes } = await cloud.deploy('Queue', 'AWS::SQS::Queue', {
      VisibilityTimeout: 1,
      RedrivePolicy,
    });
    queue = { url: ref, arn: attributes?.['Arn'] ?? '' };
  }
  async function shutDown() {
    sqs.destroy();
    await cloud.stop();
  }
  async function map(properties: object = {}) {
    await cloud.deploy('Mapping', 'AWS::Lambda::EventSourceMapping', {
      FunctionName: functionArn('worker'),
      EventSourceArn: queue.arn,
      ...properties,
    });
    await cloud.start();
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

  it('calls the function after a message comes, in the words of Lambda, and deletes what it took', async () => {
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
    await eventually(async () => expect(await cloud.mappings.isIdle?.()).toBe(true));
    expect(await count(queue.url)).toBe(0);
  });

  it('repeats only the messages that the function reports, then gives them to the dead-letter queue', async () => {
    const batches: string[][] = [];
    functions.define('worker', (event: never) => {
      batches.push(bodiesOf(event));
      const { Records } = event as QueueEvent;
      const failed = Records.filter(({ body }) => body === 'bad');
      return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
    await map({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
    await send('good', 'bad');

    await eventually(async () => expect(await count(deadQueueUrl)).toBe(1));
    expect(batches).toEqual([['good', 'bad'], ['bad']]);
    expect(await count(queue.url)).toBe(0);
  });

  it('repeats the whole batch of a function that failed, or that answers nonsense', async () => {
    const batches: string[][] = [];
    functions.define('worker', (event: never) => {
      batches.push(bodiesOf(event));
      if (batches.length === 1) return { batchItemFailures: [{ itemIdentifier: 'no such message' }] };
      throw new Error('failed');
    });
    await map({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
    await send('a', 'b');
    await eventually(async () => expect(await count(deadQueueUrl)).toBe(2));
    expect(batches).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it('works on as many batches at once as the mapping allows', async () => {
    let atOnce = 0;
    let most = 0;
    functions.define('worker', async () => {
      most = Math.max(most, ++atOnce);
      await new Promise((resolve) => setTimeout(resolve, 50));
      atOnce--;
    });
    await map({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: 3 } });
    await send('1', '2', '3', '4', '5', '6');
    await eventually(async () => expect(await count(queue.url)).toBe(0));
    expect(most).toBe(3);
  });

  it('collects messages while the batching window is open', async () => {
    const batches: string[][] = [];
    functions.define('worker', (event: never) => void batches.push(bodiesOf(event)));
    await cloud.deploy('Queue', 'AWS::SQS::Queue', { VisibilityTimeout: 60 });
    await map({ BatchSize: 20, MaximumBatchingWindowInSeconds: 3 });
    await send('1');
    await send('2', '3');
    await eventually(() => expect(batches).toEqual([['1', '2', '3']]));
  });

  it('deletes what no filter lets pass', async () => {
    const bodies: string[] = [];
    functions.define('worker', (event: never) => void bodies.push(...bodiesOf(event)));
    await map({
      FilterCriteria: { Filters: [{ Pattern: JSON.stringify({ body: { type: ['OrderPlaced'] } }) }] },
    });
    const [wanted, unwanted] = ['OrderPlaced', 'OrderCanceled'].map((type) => JSON.stringify({ type }));
    await send(wanted ?? '', unwanted ?? '');
    await eventually(() => expect(bodies).toEqual([wanted]));
    await eventually(async () => expect(await count(queue.url)).toBe(0));
  });

  it('leaves the queue alone while it is disabled', async () => {
    let calls = 0;
    functions.define('worker', () => void calls++);
    await map({ Enabled: false });
    await send('1');
    expect(await count(queue.url)).toBe(1);
    await map({ Enabled: true });
    await eventually(() => expect(calls).toBe(1));
  });

  it('delivers at once after a restart what was under way before', async () => {
    functions.define('worker', () => {
      throw new Error('the machine is going down');
    });
    // It would not come back by itself while this test runs.
    await cloud.deploy('Queue', 'AWS::SQS::Queue', { VisibilityTimeout: 600 });
    await map();
    await send('1');
    await eventually(async () => expect(await cloud.mappings.isIdle?.()).toBe(true));
    expect(await count(queue.url)).toBe(1);
    await shutDown();
    const bodies: string[] = [];
    functions.define('worker', (event: never) => void bodies.push(...bodiesOf(event)));
    await boot();
    await map();
    await eventually(() => expect(bodies).toEqual(['1']));
  });
});
