import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createThrottle } from './throttle.ts';

it('allows a burst, then one request per refill', () => {
  let nowMillis = 0;
  const take = createThrottle({ ratePerSecond: 10, burst: 2, nowMillis: () => nowMillis });
  expect([take(), take(), take()]).toEqual([true, true, false]);
  nowMillis = 100;
  expect([take(), take()]).toEqual([true, false]);
  nowMillis = 60_000;
  expect([take(), take(), take()]).toEqual([true, true, false]);
});

it('never allows more than the burst and the refills', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 50 }),
      fc.array(fc.integer({ min: 0, max: 200 })),
      (ratePerSecond, burst, pauses) => {
        let nowMillis = 0;
        const take = createThrottle({ ratePerSecond, burst, nowMillis: () => nowMillis });
        let passed = 0;
        for (const pause of pauses) {
          nowMillis += pause;
          if (take()) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(burst + (nowMillis / 1000) * ratePerSecond);
      },
    ),
  );
});
