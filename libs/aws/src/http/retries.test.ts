import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AwsError } from '../aws-error.ts';
import { retries, retryCause, type RetryCause } from './retries.ts';

const response = (name: string, status = 400, message = 'no') =>
  new AwsError({ name, message }, { status, requestId: 'r' });
const network = (code: string) => Object.assign(new Error('network'), { code });

describe('retryCause', () => {
  it.each<[RetryCause | undefined, Error]>([
    ['throttling', response('ThrottlingException')],
    ['throttling', response('ProvisionedThroughputExceededException')],
    ['throttling', response('TransactionInProgressException')],
    ['throttling', response('Unknown', 429)],
    ['transient', response('InternalServerError', 500)],
    ['transient', response('Unknown', 502)],
    ['transient', response('ServiceUnavailable', 503)],
    ['transient', response('ReplicatedWriteConflictException')],
    ['transient', response('RequestTimeout', 408)],
    ['transient', response('InvalidSignatureException', 400, 'Signature expired: …')],
    ['transient', network('ECONNRESET')],
    ['transient', network('EAI_AGAIN')],
    [undefined, response('InvalidSignatureException')],
    [undefined, response('ConditionalCheckFailedException')],
    [undefined, response('TransactionCanceledException')],
    [undefined, response('NotImplemented', 501)],
    [undefined, network('CERT_HAS_EXPIRED')],
    [undefined, new TypeError('oops')],
  ])('is %s for %s', (cause, error) => {
    expect(retryCause(error)).toBe(cause);
  });

  it('retries nothing that is not an error', () => {
    expect(retryCause('ThrottlingException')).toBeUndefined();
  });

  it('never retries a client error that is not known to be transient', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 400, max: 428 }), (name, status) => {
        expect(retryCause(response(`${name}Failure`, status))).toBeUndefined();
      }),
    );
  });
});

describe('retries', () => {
  const failure = (name: string, status = 400) =>
    new AwsError({ name, message: '' }, { status, requestId: 'r' });
  const always = (random: number, maxAttempts = 20) =>
    retries({ maxAttempts, baseDelay: 25, random: () => random });

  it('doubles the longest delay up to 20 seconds, and chooses any delay below it', () => {
    const longest = always(1);
    const delays = Array.from(
      { length: 12 },
      (_, index) => longest.next(failure('InternalServerError', 500), index + 1)?.delay,
    );
    expect(delays).toEqual([25, 50, 100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 20_000, 20_000]);
    expect(always(0).next(failure('InternalServerError', 500), 1)?.delay).toBe(0);
    expect(always(0.5).next(failure('ThrottlingException'), 1)?.delay).toBe(500);
  });

  it('ends with the last attempt, and at once after a final error', () => {
    expect(always(0, 3).next(failure('ThrottlingException'), 2)).toBeDefined();
    expect(always(0, 3).next(failure('ThrottlingException'), 3)).toBeUndefined();
    expect(always(0, 3).next(failure('ConditionalCheckFailedException'), 1)).toBeUndefined();
  });

  it('stops retrying in an outage, and starts again with the successes after it', () => {
    const budget = always(0);
    let granted = 0;
    while (budget.next(failure('ServiceUnavailable', 503), 1)) granted++;
    expect(granted).toBe(Math.floor(500 / 14));
    for (let successes = 0; successes < 14; successes++) budget.succeeded(undefined);
    const retry = budget.next(failure('ServiceUnavailable', 503), 1);
    expect(retry).toBeDefined();
    budget.succeeded(retry);
    expect(budget.next(failure('ServiceUnavailable', 503), 1)).toBeDefined();
  });
});
