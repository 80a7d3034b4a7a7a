import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ticks } from './ticks.ts';

describe('the marks of an axis', () => {
  it('are round numbers', () => {
    expect(ticks(38)).toEqual([0, 10, 20, 30, 40]);
    expect(ticks(0.3)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(ticks(1000)).toEqual([0, 200, 400, 600, 800, 1000]);
  });

  it('cover every positive maximum in five steps or fewer', () =>
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (maximum) => {
        const values = ticks(maximum);
        expect(values.length).toBeLessThanOrEqual(6);
        expect(values.at(-1)! * (1 + 1e-6)).toBeGreaterThanOrEqual(maximum);
      }),
    ));

  it('are those of an empty axis without a maximum', () => expect(ticks(0)).toEqual([0, 1]));
});
