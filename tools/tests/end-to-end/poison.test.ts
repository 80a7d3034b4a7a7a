import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { waitUntil } from '#libs/testing';
import { everyConsumedQueue, type ConsumedQueue } from './consumed-queues.ts';
import { sampleEvent } from '../../workspace/src/contracts/sample-event.ts';
import { cloud, complete, ended, readySession, seededProduct } from './shop.ts';

const queues = everyConsumedQueue();
const sqs = new SQSClient(cloud.clientConfig);
const named = (queue: ConsumedQueue) => [`${queue.queue} of ${queue.service}`, queue] as const;
const urlOf = ({ service }: ConsumedQueue, logicalId: string) => cloud.ref(service, logicalId);

const VISIBILITY = 'VisibilityTimeout';
const POLICY = 'RedrivePolicy';
const settingsOf = async (QueueUrl: string) => {
  const wanted = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [VISIBILITY, POLICY] });
  const { Attributes = {} } = await sqs.send(wanted);
  const policy = JSON.parse(Attributes[POLICY] ?? '{}') as { maxReceiveCount: number };
  return { visibility: Attributes[VISIBILITY] ?? '', deliveries: Number(policy.maxReceiveCount) };
};
const setVisibility = (QueueUrl: string, seconds: string) =>
  sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { [VISIBILITY]: seconds } }));

const restored: (() => Promise<unknown>)[] = [];
const poison = new Map<ConsumedQueue, string>();
const neighbors = new Map<ConsumedQueue, string>();

// A function that is called for the first time, as all are here at once, has to be through with the neighbor by then.
const UNTIL_DEAD_SECONDS = 20;

/** All deliveries at the visibility of the template take many minutes. */
async function hasten(queueUrl: string) {
  const { visibility, deliveries } = await settingsOf(queueUrl);
  restored.push(() => setVisibility(queueUrl, visibility));
  await setVisibility(queueUrl, String(Math.ceil(UNTIL_DEAD_SECONDS / deliveries)));
}

beforeAll(async () => {
  const { sessionId } = await readySession();
  await complete(sessionId);
  const { orderId } = await ended(sessionId);
  // A repeated event about a confirmed order, which changes nothing.
  const known = { orderId, sessionId, productId: seededProduct(1) };
  for (const each of queues) {
    const [type] = each.consumedTypes;
    const QueueUrl = await urlOf(each, each.queue);
    poison.set(each, `{ not JSON ${randomUUID()}`);
    if (type !== undefined) neighbors.set(each, JSON.stringify(sampleEvent(type, known)));
    await hasten(QueueUrl);
    const bodies = [poison.get(each)!, neighbors.get(each)].filter((body) => body !== undefined);
    await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
      }),
    );
  }
});
afterAll(async () => {
  for (const restore of restored) await restore();
  sqs.destroy();
});

describe('queues that feed functions', () => {
  it('are known to these tests, some with the events that they consume', () => {
    expect(queues.length).toBeGreaterThan(3);
    expect(neighbors.size).toBeGreaterThan(2);
  });

  it('have a dead-letter queue each, for itself', () => {
    const deadLetterQueues = queues.map(({ service, deadLetterQueue }) => `${service} ${deadLetterQueue}`);
    expect(queues.filter(({ deadLetterQueue }) => deadLetterQueue === undefined)).toEqual([]);
    expect(new Set(deadLetterQueues).size).toBe(queues.length);
  });
});

describe.each(queues.map(named))('poison in %s', (_, queue) => {
  const found: { body: string; receiptHandle: string }[] = [];
  // What other tests sent at this time, about orders that are only theirs, ends here too.
  const deadLetters = async () => {
    const QueueUrl = await urlOf(queue, queue.deadLetterQueue!);
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600 }),
    );
    const sent = [poison.get(queue), neighbors.get(queue)];
    for (const { Body = '', ReceiptHandle = '' } of Messages)
      if (sent.includes(Body)) found.push({ body: Body, receiptHandle: ReceiptHandle });
    return found.map(({ body }) => body);
  };

  afterAll(async () => {
    const QueueUrl = await urlOf(queue, queue.deadLetterQueue!);
    for (const { receiptHandle } of found)
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receiptHandle }));
  });

  it('ends in its dead-letter queue, alone', async () => {
    await waitUntil(async () => (await deadLetters()).includes(poison.get(queue)!) || undefined, 180_000);
    await cloud.settled();
    expect(await deadLetters()).toEqual([poison.get(queue)]);
  });
});
