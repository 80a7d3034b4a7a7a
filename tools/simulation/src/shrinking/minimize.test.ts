import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { minimize } from './minimize.ts';

describe('minimize', () => {
  it('finds exactly the items that are needed', () =>
    fc.assert(
      fc.asyncProperty(fc.subarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), async (needed) => {
        const all = Array.from({ length: 13 }, (_, index) => index);
        const found = await minimize(all, async (part) => needed.every((each) => part.includes(each)));
        expect(found).toEqual(needed);
      }),
    ));

  it('returns a part that passes any test', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 9 }), { maxLength: 20 }), fc.nat(40), async (items, limit) => {
        const test = async (part: readonly number[]) => part.reduce((sum, each) => sum + each, 0) >= limit;
        fc.pre(await test(items));
        expect(await test(await minimize(items, test))).toBe(true);
      }),
    ));
});
