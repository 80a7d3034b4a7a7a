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

function deliver(answer: { answer: unknown; error?: string }, patterns: object[] = []) {
  const events: unknown[] = [];
  const needs = {
    readRecords: async () => [record('INSERT', '1'), record('MODIFY', '2')],
    patternsOf: () => patterns,
    invoke: async (_arn: string, event: unknown) => {
      events.push(event);
      return { error: undefined, ...answer };
    },
  };
  return { events, done: deliverRecords(message, needs) };
}
const handled = { answer: { batchItemFailures: [] } };

describe('records that a function failed', () => {
  it('are handed to it again', async () => {
    const { events, done } = deliver(handled);
    await done;
    expect(events).toEqual([{ Records: [record('INSERT', '1'), record('MODIFY', '2')] }]);
  });

  it('are those that its mapping lets pass', async () => {
    const { events, done } = deliver(handled, [{ eventName: ['MODIFY'] }]);
    await done;
    expect(events).toEqual([{ Records: [record('MODIFY', '2')] }]);
  });

  it('stay failed where it fails again, in whole or in part', async () => {
    await expect(deliver({ answer: null, error: 'Unhandled' }).done).rejects.toThrow(
      'tradewind-orders-local-publish failed again (Unhandled)',
    );
    const partly = { answer: { batchItemFailures: [{ itemIdentifier: '2' }] } };
    await expect(deliver(partly).done).rejects.toThrow('failed again: its log says why');
  });

  it('are told by a message that points to them', async () => {
    const needs = {
      readRecords: async () => [],
      patternsOf: () => [],
      invoke: async () => ({ answer: null, error: undefined }),
    };
    await expect(deliverRecords(deadLetter('m2'), needs)).rejects.toThrow(
      'it points to no records of a stream',
    );
  });
});
