import { describe, expect, it } from '@jest/globals';
import type { AwsResponse } from '../contract/aws-request.ts';
import type { Fault, FaultAction, FaultyCall } from '../contract/faults.ts';
import { performWithFault } from './call-faults.ts';

const done: AwsResponse = { status: 200, headers: {}, body: 'done' };

/** Performs a call with a fault. @returns the response or the error, and what happened in its order */
async function perform(fault: FaultAction, call: Partial<FaultyCall> = {}, more: Partial<Fault> = {}) {
  const events: string[] = [];
  const outcome = await performWithFault(
    { action: fault, delayMillis: 1, reason: 'access-denied', seed: 0, ...more },
    {
      point: { target: 'call', name: 'dynamodb:PutItem', resources: [], principal: 'book' },
      signingName: 'dynamodb',
      operation: 'PutItem',
      transactionItems: 0,
      callerTrace: 'Root=1-a',
      disconnected: Promise.resolve().then(() => void events.push('disconnected')),
      async perform() {
        events.push('performed');
        return done;
      },
      ...call,
    },
    {
      killEnvironment: (name, trace) => void events.push(`killed ${name} ${trace}`),
      killDatabase: () => void events.push('database killed'),
      jumpClock: (millis) => void events.push(`jumped ${millis}`),
    },
  ).catch((error: Error) => error);
  return { outcome, events: events.filter((event) => event !== 'disconnected' || fault === 'late-write') };
}

const lost = { name: 'ConnectionLost' };

describe('a call with a fault', () => {
  it.each<[FaultAction, object, string[]]>([
    ['answer-lost', lost, ['performed']],
    ['killed-before', lost, ['killed book Root=1-a']],
    ['killed-after', lost, ['performed', 'killed book Root=1-a']],
    ['late-write', lost, ['disconnected', 'performed']],
    ['database-killed', done, ['database killed', 'performed']],
    ['clock-jump', done, ['jumped 1', 'performed']],
    ['slow', done, ['performed']],
  ])('is %s', async (fault, outcome, events) => {
    expect(await perform(fault)).toMatchObject({ outcome, events });
  });

  it.each([
    ['dynamodb', 'ProvisionedThroughputExceededException', 400],
    ['sqs', 'RequestThrottled', 403],
    ['sns', 'Throttled', 429],
    ['lambda', 'TooManyRequestsException', 429],
    ['states', 'ThrottlingException', 400],
    ['s3', 'SlowDown', 503],
  ])('is throttled as by %s, without an effect', async (signingName, name, status) => {
    const { outcome, events } = await perform('throttled', { signingName });
    const { headers, body } = outcome as AwsResponse;
    expect(outcome).toMatchObject({ status });
    expect(`${headers['x-amzn-errortype']} ${body.toString()}`).toContain(name);
    expect(events).toEqual([]);
  });

  it('fails as the service fails, without an effect', async () => {
    const { outcome, events } = await perform('server-error', { signingName: 'sqs' });
    expect(outcome).toMatchObject({ status: 500, body: expect.stringContaining('InternalFailure') });
    expect(events).toEqual([]);
  });

  it.each([
    ['access-denied', 'AccessDeniedException'],
    ['validation', 'ValidationException'],
  ] as const)('is refused for the reason %s', async (reason, name) => {
    const { outcome, events } = await perform('refused', {}, { reason });
    expect(outcome).toMatchObject({ status: 400, body: expect.stringContaining(name) });
    expect(events).toEqual([]);
  });

  it('conflicts with a transaction, in each item', async () => {
    const { outcome } = await perform('conflict', { operation: 'TransactWriteItems', transactionItems: 2 });
    expect(JSON.parse((outcome as AwsResponse).body.toString())).toMatchObject({
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'TransactionConflict' }],
    });
  });
});
