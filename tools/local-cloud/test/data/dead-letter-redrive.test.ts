import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CancelMessageMoveTaskCommand,
  GetQueueAttributesCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createMessaging, type Messaging } from '../../src/services/messaging/messaging.ts';
import { startAwsEndpoint, type AwsEndpoint } from './aws-endpoint.ts';
import { deployWith } from './deploy-with.ts';
import { eventually } from './eventually.ts';
import { FakeFunctions } from './fake-functions.ts';

describe('the redrive of a dead-letter queue', () => {
  let stateFolder: string;
  let endpoint: AwsEndpoint;
  let messaging: Messaging;
  let sqs: SQSClient;
  let deadLetters: { url: string; arn: string };
  let orders: { url: string; arn: string };

  const deployQueue = async (logicalId: string, properties: Record<string, unknown> = {}) => {
    const { ref, attributes } = await deployWith([messaging.sqs])(logicalId, 'AWS::SQS::Queue', properties);
    return { url: ref, arn: attributes?.['Arn'] ?? '' };
  };
  const withRedrivePolicy = () => ({
    RedrivePolicy: { deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 1 },
  });
  const send = (body: string, QueueUrl = deadLetters.url) =>
    sqs.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: body,
        MessageAttributes: { type: { DataType: 'String', StringValue: 'OrderPlaced' } },
      }),
    );
  const receive = async (QueueUrl: string) =>
    (
      await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 10,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['All'],
        }),
      )
    ).Messages ?? [];
  const count = async (QueueUrl: string) =>
    Number(
      (
        await sqs.send(
          new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
        )
      ).Attributes?.['ApproximateNumberOfMessages'],
    );
  const start = (options: object = {}) =>
    sqs.send(new StartMessageMoveTaskCommand({ SourceArn: deadLetters.arn, ...options }));
  const latest = async () => {
    const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: deadLetters.arn }));
    return Results[0];
  };

  beforeEach(async () => {
    stateFolder = mkdtempSync(join(tmpdir(), 'redrive-'));
    endpoint = await startAwsEndpoint();
    messaging = await createMessaging({
      stateFolder,
      endpointUrl: () => endpoint.url,
      invoker: new FakeFunctions(),
      findSecret: () => undefined,
      log: () => {},
    });
    endpoint.serve([messaging.sqs]);
    sqs = new SQSClient(endpoint.clientConfig);
    deadLetters = await deployQueue('OrdersDeadLetterQueue');
    orders = await deployQueue('OrdersQueue', withRedrivePolicy());
  });
  afterEach(async () => {
    sqs.destroy();
    await messaging.sqs.stop?.();
    await endpoint.close();
    rmSync(stateFolder, { recursive: true, force: true });
  });

  it('moves the messages to their queue, with content and attributes', async () => {
    const { MessageId } = await send('one');
    await send('two');
    await start();
    await eventually(async () => expect((await latest())?.Status).toBe('COMPLETED'));

    expect(await latest()).toMatchObject({
      SourceArn: deadLetters.arn,
      ApproximateNumberOfMessagesMoved: 2,
      ApproximateNumberOfMessagesToMove: 2,
    });
    expect(await count(deadLetters.url)).toBe(0);
    const [first, second] = await receive(orders.url);
    expect([first?.Body, second?.Body]).toEqual(['one', 'two']);
    expect(first?.MessageAttributes?.['type']?.StringValue).toBe('OrderPlaced');
    expect(first?.Attributes?.ApproximateReceiveCount).toBe('1');
    expect(first?.MessageId).not.toBe(MessageId);
  });

  it('moves to another destination at the given rate, and stops when canceled', async () => {
    const other = await deployQueue('OtherQueue');
    for (let index = 0; index < 6; index++) await send(String(index));
    const { TaskHandle } = await start({ DestinationArn: other.arn, MaxNumberOfMessagesPerSecond: 1 });
    expect(await latest()).toMatchObject({ Status: 'RUNNING', TaskHandle, DestinationArn: other.arn });
    await expect(start()).rejects.toThrow(/one active message movement task/);
    expect(await messaging.sqs.isIdle?.()).toBe(false);

    await sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
    await eventually(async () => expect((await latest())?.Status).toBe('CANCELLED'));
    const moved = await count(other.url);
    expect(moved).toBeGreaterThan(0);
    expect(moved + (await count(deadLetters.url))).toBe(6);
    expect(moved).toBeLessThan(6);
    expect((await latest())?.TaskHandle).toBeUndefined();
    expect(await messaging.sqs.isIdle?.()).toBe(true);
  });

  it('counts a message as visible when its visibility timeout has ended', async () => {
    const short = await deployQueue('ShortQueue', { VisibilityTimeout: 1 });
    await send('one', short.url);
    expect(await receive(short.url)).toHaveLength(1);
    expect(await count(short.url)).toBe(0);
    await eventually(async () => expect(await count(short.url)).toBe(1));
  });

  it('lists the source queues of a dead-letter queue', async () => {
    const { queueUrls } = await sqs.send(
      new ListDeadLetterSourceQueuesCommand({ QueueUrl: deadLetters.url }),
    );
    expect(queueUrls).toEqual([orders.url]);
  });

  it('requires a dead-letter queue, and a destination if it has several sources', async () => {
    await expect(start({ SourceArn: orders.arn })).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
    });
    await expect(start({ SourceArn: `${orders.arn}-2` })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await deployQueue('SecondQueue', withRedrivePolicy());
    await expect(start()).rejects.toMatchObject({ name: 'UnsupportedOperation' });
  });
});
