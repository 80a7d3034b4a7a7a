import { describe, expect, it } from '@jest/globals';
import { deadLetter } from '../testing/in-memory-queue.ts';
import { deliverRecords } from './deliver-records.ts';

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:tradewind-orders-local-publish';
const message = deadLetter('m1', {
  body: JSON.stringify({
    requestContext: { functionArn, condition: 'RetryAttemptsExhausted' },
    DDBStreamBatchInfo: {
      streamArn: 's',
      shardId: 'shard',
      startSequenceNumber: '1',
      endSequenceNumber: '2',
    },
  }),
});
const record = (eventName: string, SequenceNumber: string) => ({ eventName, dynamodb: { SequenceNumber } });

type Answer = { answer: unknown; error?: string };

function deliver(answerTo: (sequenceNumber: string) => Answer, patterns: object[] = []) {
  const events: { Records: ReturnType<typeof record>[] }[] = [];
  const deps = {
    readRecords: async () => [record('INSERT', '1'), record('MODIFY', '2'), record('MODIFY', '3')],
    getPatterns: () => patterns,
    invoke: async (_arn: string, event: unknown) => {
      events.push(event as (typeof events)[number]);
      return { error: undefined, ...answerTo(events.at(-1)!.Records[0]!.dynamodb.SequenceNumber) };
    },
  };
  return { events, done: deliverRecords(message, deps) };
}
const handled: Answer = { answer: { batchItemFailures: [] } };
const alone = (eventName: string, sequenceNumber: string) => ({
  Records: [record(eventName, sequenceNumber)],
});

describe('a change that a function rejected', () => {
  const rejected = deadLetter('m2', {
    body: JSON.stringify({
      type: 'StockChanged',
      requestContext: { functionArn, condition: 'ContractViolated' },
      Records: [record('MODIFY', '7')],
    }),
  });
  const readRecords = () => Promise.reject(new Error('the stream is not read'));

  it('is handed to it again from the message, which contains it', async () => {
    const invoked: unknown[] = [];
    const invoke = async (...call: unknown[]) => {
      invoked.push(call);
      return { answer: { batchItemFailures: [] }, error: undefined };
    };
    await deliverRecords(rejected, { readRecords, getPatterns: () => [], invoke });
    expect(invoked).toEqual([[functionArn, alone('MODIFY', '7')]]);
  });
});

describe('records that a function failed', () => {
  it('are handed to it again, in order and each alone', async () => {
    const { events, done } = deliver(() => handled);
    await done;
    expect(events).toEqual([alone('INSERT', '1'), alone('MODIFY', '2'), alone('MODIFY', '3')]);
  });

  it('are those that its mapping lets pass', async () => {
    const { events, done } = deliver(() => handled, [{ eventName: ['MODIFY'] }]);
    await done;
    expect(events).toEqual([alone('MODIFY', '2'), alone('MODIFY', '3')]);
  });

  it.each<[string, Answer, string]>([
    ['it throws', { answer: null, error: 'Unhandled' }, ' (Unhandled)'],
    ['it reports them', { answer: { batchItemFailures: [{ itemIdentifier: '1' }] } }, ''],
  ])('stay failed where %s, and hold up none behind them', async (_, failed, published) => {
    const { events, done } = deliver((sequenceNumber) => (sequenceNumber === '1' ? failed : handled));
    await expect(done).rejects.toThrow(
      `tradewind-orders-local-publish failed 1 of 3 records again${published}: its log says why`,
    );
    expect(events).toHaveLength(3);
  });

  it('are read from the message that refers to them', async () => {
    const deps = {
      readRecords: async () => [],
      getPatterns: () => [],
      invoke: async () => ({ answer: null, error: undefined }),
    };
    await expect(deliverRecords(deadLetter('m2'), deps)).rejects.toThrow(
      'it points to no records of a stream',
    );
  });
});
