import { describe, expect, it } from '@jest/globals';
import { explainBatch, readBatchReason, readReasons } from './failure-reason.ts';

const line = (fields: object) => ({ message: JSON.stringify(fields) });

describe('readReasons', () => {
  it('returns the last failure of each message', () => {
    const error = { name: 'AppError', message: 'event.invalid: it has no id', stack: 'AppError\n at x' };
    const reasons = readReasons([
      line({ event: 'event.deferred', messageId: 'm1', attempt: '1', reason: 'order.not-found' }),
      line({
        event: 'event.failed',
        messageId: 'm1',
        attempt: '2',
        timestamp: '2030-01-01T12:00:00Z',
        error,
      }),
      line({ event: 'event.deferred', messageId: 'm2', attempt: '1', reason: 'order.not-found' }),
      line({ event: 'event.consumed', messageId: 'm3' }),
      { message: 'START RequestId: 1' },
      { message: 'broken {' },
    ]);
    expect(Object.fromEntries(reasons)).toEqual({
      m1: {
        text: 'event.invalid: it has no id',
        event: 'event.failed',
        attempt: '2',
        at: '2030-01-01T12:00:00Z',
        stack: 'AppError\n at x',
      },
      m2: { text: 'order.not-found', event: 'event.deferred', attempt: '1' },
    });
  });
});

describe('explainBatch', () => {
  const reason = { text: 'It failed.', event: 'RetryAttemptsExhausted', at: '2030-01-01T12:00:00Z' };

  it('adds the last error before the batch was abandoned', () => {
    const lines = [
      line({ timestamp: '2030-01-01T11:58:00Z', error: { message: 'first' } }),
      line({ timestamp: '2030-01-01T11:59:00Z', error: { message: 'timeout', stack: 'Error\n at x' } }),
      line({ timestamp: '2030-01-01T12:01:00Z', error: { message: 'later' } }),
    ];
    expect(explainBatch(reason, lines)).toEqual({
      ...reason,
      text: 'timeout (It failed.)',
      stack: 'Error\n at x',
    });
  });

  it('keeps the violations of a contract, and a reason without a log line', () => {
    expect(explainBatch(reason, [])).toBe(reason);
    const violation = { ...reason, event: 'ContractViolated' };
    const lines = [line({ timestamp: '2030-01-01T11:59:00Z', error: { message: 'x' } })];
    expect(explainBatch(violation, lines)).toBe(violation);
  });
});

describe('readBatchReason', () => {
  const reasonOf = (content: unknown) => readBatchReason({ body: JSON.stringify(content) });

  it('reads what Lambda wrote', () => {
    expect(
      reasonOf({
        requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 4 },
        timestamp: '2030-01-01T12:00:00Z',
      }),
    ).toEqual({
      text: 'The function failed all attempts to process the batch.',
      event: 'RetryAttemptsExhausted',
      attempt: '4',
      at: '2030-01-01T12:00:00Z',
    });
  });

  it('reads the violations of a contract', () => {
    const violations = ['/data/title must be string', '/data/price must be >= 0'];
    expect(reasonOf({ requestContext: { condition: 'ContractViolated' }, violations })?.text).toBe(
      '/data/title must be string; /data/price must be >= 0',
    );
  });

  it('returns nothing for other messages', () => {
    expect(reasonOf({ type: 'OrderPlaced' })).toBeUndefined();
    expect(readBatchReason({ body: 'text' })).toBeUndefined();
  });
});
