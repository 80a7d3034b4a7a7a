import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PublishBatchCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createMessaging, type Messaging } from '../../src/services/messaging/messaging.ts';
import { startAwsEndpoint, type AwsEndpoint } from './aws-endpoint.ts';
import { FakeFunctions, functionArn } from './fake-functions.ts';
import { deployWith } from './deploy-with.ts';

describe('queues and topics', () => {
  let stateFolder: string;
  let endpoint: AwsEndpoint;
  let messaging: Messaging;
  let sqs: SQSClient;
  let sns: SNSClient;
  let functions: FakeFunctions;
  const logged: string[] = [];

  async function boot() {
    endpoint = await startAwsEndpoint();
    const log = (line: string) => void logged.push(line);
    messaging = await createMessaging({
      stateFolder,
      endpointUrl: () => endpoint.url,
      invoker: functions,
      findSecret: () => undefined,
      log,
    });
    endpoint.serve([messaging.sqs, messaging.sns, messaging.s3]);
    sqs = new SQSClient(endpoint.clientConfig);
    sns = new SNSClient(endpoint.clientConfig);
  }
  async function shutDown() {
    sqs.destroy();
    sns.destroy();
    await messaging.sqs.stop?.();
    await endpoint.close();
  }
  const deploy: ReturnType<typeof deployWith> = (...resource) =>
    deployWith([messaging.sqs, messaging.sns])(...resource);
  const receive = async (QueueUrl: string, options: object = {}) =>
    (await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...options }))).Messages ??
    [];

  const allowTopics = (queueUrl: string, queueArn = '*') => ({
    Queues: [queueUrl],
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: queueArn,
        },
      ],
    },
  });
  async function subscribedQueue(subscription: object) {
    const queue = await deploy('Queue', 'AWS::SQS::Queue', {});
    const topic = await deploy('Topic', 'AWS::SNS::Topic', {});
    await deploy('Policy', 'AWS::SQS::QueuePolicy', allowTopics(queue.ref));
    const endpoints = { TopicArn: topic.ref, Protocol: 'sqs', Endpoint: queue.attributes?.['Arn'] };
    await deploy('Subscription', 'AWS::SNS::Subscription', { ...endpoints, ...subscription });
    await messaging.sns.start?.();
    return { queueUrl: queue.ref, topicArn: topic.ref };
  }

  beforeEach(async () => {
    stateFolder = mkdtempSync(join(tmpdir(), 'messaging-'));
    functions = new FakeFunctions();
    logged.length = 0;
    await boot();
  });
  afterEach(async () => {
    await shutDown();
    rmSync(stateFolder, { recursive: true, force: true });
  });

  it('returns queue URLs with the current port of the endpoint', async () => {
    const before = await deploy('OrdersQueue', 'AWS::SQS::Queue', { QueueName: 'orders' });
    expect(before).toEqual({
      ref: `${endpoint.url}/000000000000/orders`,
      attributes: {
        Arn: 'arn:aws:sqs:us-east-1:000000000000:orders',
        QueueName: 'orders',
        QueueUrl: `${endpoint.url}/000000000000/orders`,
      },
    });
    await shutDown();
    await boot();
    const after = await deploy('OrdersQueue', 'AWS::SQS::Queue', { QueueName: 'orders' });
    expect(after.ref).toBe(`${endpoint.url}/000000000000/orders`);
    expect((await sqs.send(new GetQueueUrlCommand({ QueueName: 'orders' }))).QueueUrl).toBe(after.ref);
  });

  it('keeps messages and their visibility timeouts after a restart', async () => {
    const { ref: QueueUrl } = await deploy('Queue', 'AWS::SQS::Queue', { VisibilityTimeout: 1 });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'received' }));
    expect(await receive(QueueUrl)).toHaveLength(1);
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'waiting' }));
    await shutDown();
    await boot();
    const { ref } = await deploy('Queue', 'AWS::SQS::Queue', { VisibilityTimeout: 1 });

    expect((await receive(ref)).map(({ Body }) => Body)).toEqual(['waiting']);
    const later = await receive(ref, { WaitTimeSeconds: 3 });
    expect(later.map(({ Body }) => Body)).toContain('received');
  });

  it('carries every character that SQS accepts, through queues and topics', async () => {
    const { queueUrl: QueueUrl, topicArn: TopicArn } = await subscribedQueue({ RawMessageDelivery: true });
    const within = (min: number, max: number) => fc.integer({ min, max });
    const character = fc.oneof(
      fc.constantFrom(0x9, 0xa, 0xd),
      within(0x20, 0xd7ff),
      within(0xe000, 0xfffd),
      within(0x10000, 0x10ffff),
    );
    const text = fc
      .array(character, { minLength: 1, maxLength: 50 })
      .map((codePoints) => String.fromCodePoint(...codePoints));
    const send = [
      (body: string) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body })),
      (body: string) =>
        sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: '0', MessageBody: body }] })),
      (body: string) => sns.send(new PublishCommand({ TopicArn, Message: body })),
    ];
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(...send), async (body, sendBody) => {
        await sendBody(body);
        const [message] = await receive(QueueUrl);
        expect(message?.Body).toBe(body);
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
      }),
      { numRuns: 100, examples: [['Zoë 😀', send[0]!]] },
    );
  });

  it.each([
    ['half of a surrogate pair', '\ud83d'],
    ['a control character', '\u0000'],
    ['U+FFFF', '\uffff'],
  ])('rejects %s', async (_name, MessageBody) => {
    const { ref: QueueUrl } = await deploy('Queue', 'AWS::SQS::Queue', {});
    await expect(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }))).rejects.toMatchObject({
      name: expect.stringMatching(/InvalidMessageContents$/),
    });
    const Entries = [
      { Id: 'bad', MessageBody },
      { Id: 'good', MessageBody: 'good' },
    ];
    const answer = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(answer).toMatchObject({ Failed: [{ Id: 'bad' }], Successful: [{ Id: 'good' }] });
  });

  it('makes a message visible when its visibility timeout is changed to zero', async () => {
    const { ref: QueueUrl } = await deploy('Queue', 'AWS::SQS::Queue', {});
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'again' }));
    const [{ ReceiptHandle } = {}] = await receive(QueueUrl);
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    const [message] = await receive(QueueUrl, { MessageSystemAttributeNames: ['All'] });
    expect(message?.Attributes?.['ApproximateReceiveCount']).toBe('2');
  });

  it('moves messages that exceed maxReceiveCount to the dead-letter queue', async () => {
    const deadLetterQueue = await deploy('DeadQueue', 'AWS::SQS::Queue', {});
    const RedrivePolicy = { deadLetterTargetArn: deadLetterQueue.attributes?.['Arn'], maxReceiveCount: 1 };
    const { ref: QueueUrl } = await deploy('Queue', 'AWS::SQS::Queue', {
      RedrivePolicy,
      VisibilityTimeout: 0,
    });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'poison' }));
    expect(await receive(QueueUrl)).toHaveLength(1);
    expect(await receive(QueueUrl)).toHaveLength(0);
    expect((await receive(deadLetterQueue.ref)).map(({ Body }) => Body)).toEqual(['poison']);
  });

  it('keeps the order of a message group in a FIFO queue and drops duplicates', async () => {
    const { ref: QueueUrl } = await deploy('Queue', 'AWS::SQS::Queue', { FifoQueue: true });
    expect(QueueUrl).toMatch(/\.fifo$/);
    for (const MessageBody of ['1', '1', '2']) {
      const ids = { MessageGroupId: 'group', MessageDeduplicationId: MessageBody };
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...ids }));
    }
    const [first] = await receive(QueueUrl);
    expect(first?.Body).toBe('1');
    expect(await receive(QueueUrl)).toHaveLength(0);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle }));
    expect((await receive(QueueUrl)).map(({ Body }) => Body)).toEqual(['2']);
  });

  it('delivers messages that match a filter policy on the body, with raw message delivery', async () => {
    const { queueUrl, topicArn } = await subscribedQueue({
      FilterPolicy: { type: ['OrderPlaced'] },
      FilterPolicyScope: 'MessageBody',
      RawMessageDelivery: true,
    });
    for (const type of ['OrderCanceled', 'OrderPlaced']) {
      await sns.send(new PublishCommand({ TopicArn: topicArn, Message: JSON.stringify({ type }) }));
    }
    expect((await receive(queueUrl)).map(({ Body }) => JSON.parse(Body ?? ''))).toEqual([
      { type: 'OrderPlaced' },
    ]);
  });

  it('applies a changed filter policy on attributes', async () => {
    await subscribedQueue({ FilterPolicy: { type: ['OrderPlaced'] } });
    const { queueUrl, topicArn } = await subscribedQueue({ FilterPolicy: { type: ['OrderCanceled'] } });
    const MessageAttributes = { type: { DataType: 'String', StringValue: 'OrderCanceled' } };
    await sns.send(new PublishCommand({ TopicArn: topicArn, Message: 'hello', MessageAttributes }));
    const [message] = await receive(queueUrl);
    expect(JSON.parse(message?.Body ?? '')).toMatchObject({
      Type: 'Notification',
      TopicArn: topicArn,
      Message: 'hello',
    });
  });

  it('does not deliver to a queue whose policy does not allow the topic, and logs it', async () => {
    const queue = await deploy('Queue', 'AWS::SQS::Queue', {});
    const topic = await deploy('Topic', 'AWS::SNS::Topic', {});
    const endpoints = { TopicArn: topic.ref, Protocol: 'sqs', Endpoint: queue.attributes?.['Arn'] };
    await deploy('Subscription', 'AWS::SNS::Subscription', endpoints);
    await messaging.sns.start?.();
    await sns.send(new PublishCommand({ TopicArn: topic.ref, Message: 'hello' }));
    expect(await receive(queue.ref)).toEqual([]);
    expect(logged.join()).toContain('no queue policy');

    await deploy('Policy', 'AWS::SQS::QueuePolicy', allowTopics(queue.ref));
    await sns.send(new PublishCommand({ TopicArn: topic.ref, Message: 'hello again' }));
    expect((await receive(queue.ref)).map(({ Body }) => JSON.parse(Body ?? '').Message)).toEqual([
      'hello again',
    ]);
  });

  const allowTopicsOf = (queue: { ref: string }) => allowTopics(queue.ref);
  /** A subscription with a dead-letter queue; publishing returns the bodies that arrive there. */
  async function subscribedWithDeadLetterQueue(subscription: () => Promise<object>) {
    const deadLetterQueue = await deploy('DeadQueue', 'AWS::SQS::Queue', {});
    const deadLetterTargetArn = deadLetterQueue.attributes!['Arn']!;
    const topic = await deploy('Topic', 'AWS::SNS::Topic', {});
    const properties = await subscription();
    await deploy('Subscription', 'AWS::SNS::Subscription', {
      TopicArn: topic.ref,
      RedrivePolicy: { deadLetterTargetArn },
      ...properties,
    });
    await messaging.sns.start?.();
    const publish = (Message: string, type = 'OrderPlaced') =>
      sns.send(
        new PublishCommand({
          TopicArn: topic.ref,
          Message,
          MessageAttributes: { type: { DataType: 'String', StringValue: type } },
        }),
      );
    const deadLetters = async () =>
      (await receive(deadLetterQueue.ref, { MessageAttributeNames: ['All'] })).map(
        ({ Body, MessageAttributes }) => ({ Body, type: MessageAttributes?.['type']?.StringValue }),
      );
    return { deadLetterQueue, publish, deadLetters };
  }

  it.each<[string, () => Promise<string>]>([
    [
      'whose policy does not allow the topic',
      async () => (await deploy('Queue', 'AWS::SQS::Queue', {})).attributes!['Arn']!,
    ],
    ['that does not exist', async () => 'arn:aws:sqs:us-east-1:000000000000:deleted'],
  ])(
    'redrives a message to the dead-letter queue of the subscription of a queue %s',
    async (_what, getEndpoint) => {
      const { deadLetterQueue, publish, deadLetters } = await subscribedWithDeadLetterQueue(async () => ({
        Protocol: 'sqs',
        Endpoint: await getEndpoint(),
        RawMessageDelivery: true,
        FilterPolicy: { type: ['OrderPlaced'] },
      }));
      await publish('lost');
      expect(await deadLetters()).toEqual([]);
      expect(logged.join()).toContain('is lost: no policy of');

      await deploy('DeadPolicy', 'AWS::SQS::QueuePolicy', allowTopicsOf(deadLetterQueue));
      await publish('redriven');
      await publish('not wanted', 'OrderCanceled');
      expect(await deadLetters()).toEqual([{ Body: 'redriven', type: 'OrderPlaced' }]);
    },
  );

  it('redrives nothing that was delivered', async () => {
    const { publish, deadLetters, deadLetterQueue } = await subscribedWithDeadLetterQueue(async () => {
      const queue = await deploy('Queue', 'AWS::SQS::Queue', {});
      await deploy('Policy', 'AWS::SQS::QueuePolicy', allowTopicsOf(queue));
      return { Protocol: 'sqs', Endpoint: queue.attributes!['Arn'] };
    });
    await deploy('DeadPolicy', 'AWS::SQS::QueuePolicy', allowTopicsOf(deadLetterQueue));
    await publish('delivered');
    expect(await deadLetters()).toEqual([]);
  });

  it('redrives a message to the dead-letter queue of the subscription of a missing function', async () => {
    const { publish, deadLetters, deadLetterQueue } = await subscribedWithDeadLetterQueue(async () => ({
      Protocol: 'lambda',
      Endpoint: functionArn('missing'),
    }));
    await deploy('DeadPolicy', 'AWS::SQS::QueuePolicy', allowTopicsOf(deadLetterQueue));
    await publish('redriven');
    const [{ Body = '' } = {}] = await deadLetters();
    expect(JSON.parse(Body)).toMatchObject({ Type: 'Notification', Message: 'redriven' });
  });

  it('invokes a subscribed function for each message of a batch that matches its filter policy', async () => {
    const events: { Records: { EventSource: string; Sns: { Message: string; Subject: string } }[] }[] = [];
    functions.define('listener', (event: never) => void events.push(event));
    const topic = await deploy('Topic', 'AWS::SNS::Topic', {});
    await deploy('Subscription', 'AWS::SNS::Subscription', {
      TopicArn: topic.ref,
      Protocol: 'lambda',
      Endpoint: functionArn('listener'),
      FilterPolicy: { kind: ['loud'] },
    });
    const entry = (Id: string, kind: string) => ({
      Id,
      Message: Id,
      Subject: 'greeting',
      MessageAttributes: { kind: { DataType: 'String', StringValue: kind } },
    });
    const PublishBatchRequestEntries = [entry('a', 'loud'), entry('b', 'quiet'), entry('c', 'loud')];
    await sns.send(new PublishBatchCommand({ TopicArn: topic.ref, PublishBatchRequestEntries }));
    expect(events.map(({ Records: [record] }) => record?.Sns.Message)).toEqual(['a', 'c']);
    expect(events[0]?.Records[0]).toMatchObject({ EventSource: 'aws:sns', Sns: { Subject: 'greeting' } });
  });
});

describe('a corrupt message database', () => {
  it('fails the start with an error that suggests --fresh', async () => {
    const stateFolder = mkdtempSync(join(tmpdir(), 'messaging-'));
    mkdirSync(join(stateFolder, 'messaging'));
    writeFileSync(join(stateFolder, 'messaging', 'fauxqs.db'), 'not a database'.repeat(1_000));
    const booting = createMessaging({
      stateFolder,
      endpointUrl: String,
      invoker: new FakeFunctions(),
      findSecret: () => undefined,
      log: String,
    });
    await expect(booting).rejects.toThrow(/npm start -- --fresh/);
    rmSync(stateFolder, { recursive: true, force: true });
  });
});
