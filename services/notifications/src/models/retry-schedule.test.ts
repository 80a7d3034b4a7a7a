import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { retryDelaySeconds } from './retry-schedule.ts';
import { allowListFrom, circuitSettingsFrom, retryDelaysFrom } from './webhook-settings.ts';

const delays = fc
  .array(fc.integer({ min: 1, max: 172_800 }), { minLength: 1, maxLength: 20 })
  .map((list) => retryDelaysFrom(JSON.stringify(list.toSorted((a, b) => a - b))));
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the schedule of retries', () => {
  it('waits as long as it says and up to a fifth more, and ends', () => {
    fc.assert(
      fc.property(delays, chance, (list, luck) => {
        for (const [retries, delay] of list.entries()) {
          const seconds = retryDelaySeconds(retries, list, luck)!;
          expect(Number.isSafeInteger(seconds)).toBe(true);
          expect(seconds).toBeGreaterThanOrEqual(delay);
          expect(seconds).toBeLessThanOrEqual(Math.round(delay * 1.2));
        }
        expect(retryDelaySeconds(list.length, list, luck)).toBeUndefined();
      }),
    );
  });

  it('never gets shorter by trying again', () => {
    fc.assert(
      fc.property(delays, chance, (list, luck) => {
        const waits = list.map((_, retries) => retryDelaySeconds(retries, list, luck)!);
        expect(waits).toEqual(waits.toSorted((a, b) => a - b));
      }),
    );
  });

  it.each(['[]', '[0]', '[5,1]', '[1.5]', '[172801]', '{}', `[${'1,'.repeat(20)}1]`])(
    'is not made of %s',
    (text) => expect(() => retryDelaysFrom(text)).toThrow('retry-delays-seconds must be'),
  );
});

it.each([
  '{}',
  '{"failuresToOpen":0,"coolDownSeconds":[1],"disableAfterSeconds":1}',
  '{"failuresToOpen":1,"coolDownSeconds":[901],"disableAfterSeconds":1}',
])('a circuit is not set by %s', (text) =>
  expect(() => circuitSettingsFrom(text)).toThrow('webhook-circuit must be'),
);

it.each(['{}', '["localhost"]', '["http://localhost:80"]'])('an allow-list is not %s', (text) =>
  expect(() => allowListFrom(text)).toThrow('webhook-allow-list must be'),
);
