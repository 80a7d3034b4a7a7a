import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRetryable, retryDelay } from './retry-policy.ts';

const policy = fc.record({
  maxAttempts: fc.integer({ min: 1, max: 10 }),
  baseDelayMilliseconds: fc.integer({ min: 1, max: 5_000 }),
  maxDelayMilliseconds: fc.integer({ min: 1, max: 60_000 }),
});
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('retryDelay', () => {
  it('stays below the doubled base and the maximum', () => {
    fc.assert(
      fc.property(policy, fc.integer({ min: 1, max: 20 }), random, (each, retry, chance) => {
        const delay = retryDelay(retry, each, undefined, chance);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThan(
          Math.min(each.maxDelayMilliseconds, each.baseDelayMilliseconds * 2 ** (retry - 1)),
        );
      }),
    );
  });

  it('is never shorter than Retry-After', () => {
    fc.assert(
      fc.property(policy, fc.nat({ max: 100 }), random, (each, seconds, chance) => {
        expect(retryDelay(1, each, seconds, chance)).toBeGreaterThanOrEqual(seconds * 1000);
      }),
    );
  });
});

describe('isRetryable', () => {
  const [get, post, keyed] = [
    { method: 'GET', hasIdempotencyKey: false },
    { method: 'POST', hasIdempotencyKey: false },
    { method: 'POST', hasIdempotencyKey: true },
  ];

  it.each([
    [get, {}, true],
    [get, { status: 503 }, true],
    [get, { status: 404 }, false],
    [{ method: 'PUT', hasIdempotencyKey: false }, { status: 500 }, true],
    [{ method: 'PATCH', hasIdempotencyKey: false }, { status: 500 }, false],
    [post, {}, false],
    [post, { status: 503 }, false],
    [post, { status: 429 }, true],
    [keyed, {}, true],
    [keyed, { status: 504 }, true],
    [keyed, { status: 409, code: 'idempotency.in-progress' }, true],
    [keyed, { status: 409, code: 'checkout.not-open' }, false],
    [keyed, { status: 422, code: 'idempotency.key-reused' }, false],
  ])('of %j after %j is %j', (request, failure, expected) => {
    expect(isRetryable(request!, failure)).toBe(expected);
  });
});
