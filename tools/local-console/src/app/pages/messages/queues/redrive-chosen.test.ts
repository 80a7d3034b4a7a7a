import { describe, expect, it } from '@jest/globals';
import { awsQueue } from './aws-queue.ts';
import { readMessages } from './read-messages.ts';
import { deleteChosen, deliverChanges, redriveChosen } from './redrive-chosen.ts';

interface Stored {
  readonly MessageId: string;
  readonly Body: string;
  isHidden: boolean;
  receives: number;
}

/** Queues that answer the calls of SQS: a received message is hidden until it is released. */
function fakeSqs(queues: Record<string, string[]>) {
  const stored = new Map<string, Stored[]>();
  const put = (url: string, Body: string, MessageId: string) =>
    stored.set(url, [...(stored.get(url) ?? []), { MessageId, Body, isHidden: false, receives: 0 }]);
  for (const [url, bodies] of Object.entries(queues))
    for (const [index, body] of bodies.entries()) put(url, body, `${url}-${index}`);

  const operations: Record<string, (queue: Stored[], input: Record<string, unknown>) => unknown> = {
    ReceiveMessage(queue) {
      const visible = queue.filter(({ isHidden }) => !isHidden).slice(0, 10);
      for (const message of visible) {
        message.isHidden = true;
        message.receives += 1;
      }
      return {
        Messages: visible.map(({ MessageId, Body, receives }) => ({
          MessageId,
          Body,
          ReceiptHandle: MessageId,
          Attributes: { SentTimestamp: '1', ApproximateReceiveCount: String(receives) },
        })),
      };
    },
    ChangeMessageVisibilityBatch(queue, { Entries }) {
      for (const { ReceiptHandle } of Entries as { ReceiptHandle: string }[])
        for (const message of queue) if (message.MessageId === ReceiptHandle) message.isHidden = false;
      return {};
    },
  };
  const callAws = async <Result>(_service: string, operation: string, input: object) => {
    const { QueueUrl, ReceiptHandle, MessageBody } = input as Record<string, string>;
    const queue = stored.get(QueueUrl!) ?? [];
    if (operation === 'DeleteMessage')
      stored.set(
        QueueUrl!,
        queue.filter(({ MessageId }) => MessageId !== ReceiptHandle),
      );
    if (operation === 'SendMessage') put(QueueUrl!, MessageBody!, `${QueueUrl}-sent`);
    return (operations[operation]?.(queue, input as Record<string, unknown>) ?? {}) as Result;
  };
  const bodies = (url: string) => (stored.get(url) ?? []).map(({ Body }) => Body);
  const hidden = (url: string) => (stored.get(url) ?? []).filter(({ isHidden }) => isHidden).length;
  return { callAws, bodies, hidden };
}

const open = (sqs: ReturnType<typeof fakeSqs>, url = 'dead') => awsQueue(url, sqs.callAws, 10);

describe('readMessages', () => {
  it('returns each message once, and leaves all of them visible', async () => {
    const sqs = fakeSqs({ dead: Array.from({ length: 25 }, (_, index) => `m${index}`) });
    const messages = await readMessages(open(sqs), 100);
    expect(messages.map(({ body }) => body)).toEqual(sqs.bodies('dead'));
    expect(sqs.hidden('dead')).toBe(0);
  });

  it('stops at the limit', async () => {
    const sqs = fakeSqs({ dead: ['a', 'b', 'c'] });
    expect(await readMessages(open(sqs), 2)).toHaveLength(2);
    expect(sqs.hidden('dead')).toBe(0);
  });
});

describe('redriveChosen', () => {
  it('sends chosen messages to their queue and deletes them', async () => {
    const sqs = fakeSqs({ dead: ['a', 'b', 'c'], jobs: [] });
    const result = await redriveChosen(open(sqs), new Set(['dead-1']), open(sqs, 'jobs').send);
    expect(result).toEqual({ redriven: 1, problems: [] });
    expect(sqs.bodies('dead')).toEqual(['a', 'c']);
    expect(sqs.bodies('jobs')).toEqual(['b']);
    expect(sqs.hidden('dead')).toBe(0);
  });

  it('keeps a message whose delivery fails, and says why', async () => {
    const sqs = fakeSqs({ dead: ['a'] });
    const result = await redriveChosen(open(sqs), new Set(['dead-0']), async () => {
      throw new Error('the queue is gone');
    });
    expect(result).toEqual({ redriven: 0, problems: ['dead-0 stays: the queue is gone'] });
    expect(sqs.bodies('dead')).toEqual(['a']);
    expect(sqs.hidden('dead')).toBe(0);
  });
});

describe('deleteChosen', () => {
  it('deletes nothing else', async () => {
    const sqs = fakeSqs({ dead: ['a', 'b', 'c'] });
    expect(await deleteChosen(open(sqs), new Set(['dead-0', 'dead-2', 'gone']))).toBe(2);
    expect(sqs.bodies('dead')).toEqual(['b']);
  });
});

describe('deliverChanges', () => {
  const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:publish';
  const streamArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/1';
  const message = {
    id: 'm1',
    receiptHandle: 'r1',
    attributes: {},
    sentAt: new Date(0),
    receiveCount: 1,
    body: JSON.stringify({
      requestContext: { functionArn, condition: 'RetryAttemptsExhausted' },
      DDBStreamBatchInfo: { streamArn, shardId: 's', startSequenceNumber: '7', endSequenceNumber: '8' },
    }),
  };
  const record = (eventName: string, SequenceNumber: string) => ({
    eventName,
    dynamodb: {
      SequenceNumber,
      ApproximateCreationDateTime: '2030-01-01T12:00:00.000Z',
      NewImage: { id: { B: { $bytes: 'AQI=' } }, title: { S: 'Café 😀' } },
    },
  });

  function fakeAws(answer: object) {
    const events: unknown[] = [];
    const callAws = async <Result>(_service: string, operation: string, input: object) => {
      if (operation === 'GetShardIterator') return { ShardIterator: 'i' } as Result;
      if (operation === 'GetRecords')
        return { Records: [record('INSERT', '7'), record('MODIFY', '8'), record('INSERT', '9')] } as Result;
      const { Payload } = input as { Payload: { $bytes: string } };
      events.push(JSON.parse(Buffer.from(Payload.$bytes, 'base64').toString()));
      return answer as Result;
    };
    return { callAws, events };
  }
  const mappings = [
    {
      EventSourceArn: streamArn,
      FunctionArn: functionArn,
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
    },
  ];

  it('invokes the function with the records of the batch that its filter accepts', async () => {
    const { callAws, events } = fakeAws({});
    await deliverChanges(mappings, callAws)(message);
    expect(events).toEqual([
      {
        Records: [
          {
            eventName: 'INSERT',
            eventSourceARN: streamArn,
            dynamodb: {
              SequenceNumber: '7',
              ApproximateCreationDateTime: 1893499200,
              NewImage: { id: { B: 'AQI=' }, title: { S: 'Café 😀' } },
            },
          },
        ],
      },
    ]);
  });

  it('fails if the function fails again', async () => {
    const { callAws } = fakeAws({ FunctionError: 'Unhandled' });
    await expect(deliverChanges(mappings, callAws)(message)).rejects.toThrow(/publish failed 1 of 1 records/);
  });
});
