import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { retryDelaySeconds } from './retry-schedule.ts';

const delays = fc.array(fc.integer({ min: 1, max: 172_800 }), { minLength: 1, maxLength: 20 });
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('retryDelaySeconds', () => {
  it('returns the delay of the schedule plus up to 20 %, and undefined after its end', () => {
    fc.assert(
      fc.property(delays, chance, (list, luck) => {
        for (const [retries, delay] of list.toSorted((a, b) => a - b).entries()) {
          const seconds = retryDelaySeconds(retries, list, luck)!;
          expect(Number.isSafeInteger(seconds)).toBe(true);
          expect(seconds).toBeGreaterThanOrEqual(delay);
          expect(seconds).toBeLessThanOrEqual(Math.round(delay * 1.2));
        }
        expect(retryDelaySeconds(list.length, list, luck)).toBeUndefined();
      }),
    );
  });

  it('never decreases with the number of retries', () => {
    fc.assert(
      fc.property(delays, chance, (list, luck) => {
        const waits = list.map((_, retries) => retryDelaySeconds(retries, list, luck)!);
        expect(waits).toEqual(waits.toSorted((a, b) => a - b));
      }),
    );
  });
});
