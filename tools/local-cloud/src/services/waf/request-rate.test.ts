import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRequestRate } from './request-rate.ts';

it('exceeds exactly when more requests of the key than the limit are in the window', () => {
  const WINDOW_SECONDS = 60;
  const requests = fc.array(
    fc.record({ key: fc.constantFrom('192.0.2.1', '192.0.2.2'), pauseMillis: fc.nat({ max: 40_000 }) }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(requests, fc.integer({ min: 1, max: 5 }), (calls, limit) => {
      let now = 0;
      const exceeds = createRequestRate({ limit, windowSeconds: WINDOW_SECONDS, nowMillis: () => now });
      const past: { key: string; second: number }[] = [];
      for (const { key, pauseMillis } of calls) {
        now += pauseMillis;
        const second = Math.floor(now / 1000);
        past.push({ key, second });
        const inWindow = past.filter(
          (other) => other.key === key && other.second > second - WINDOW_SECONDS,
        ).length;
        expect(exceeds(key)).toBe(inWindow > limit);
      }
    }),
  );
});

it('forgets the key with the oldest request above 10,000 keys', () => {
  const exceeds = createRequestRate({ limit: 1, windowSeconds: 60, nowMillis: () => 0 });
  exceeds('first');
  for (let index = 0; index < 10_000; index += 1) exceeds(`other-${index}`);
  expect(exceeds('first')).toBe(false);
  expect(exceeds('other-9999')).toBe(true);
});
