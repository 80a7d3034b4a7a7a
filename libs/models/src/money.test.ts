import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { money, applyBasisPoints } from './money.ts';

const amounts = fc.integer({ min: 0, max: 99_999_999_999 });
const shares = fc.integer({ min: 0, max: 10_000 });

describe('money', () => {
  it('rejects fractions of a minor unit', () => {
    expect(() => money(9.99, 'EUR')).toThrow(RangeError);
  });
});

describe('applyBasisPoints', () => {
  it('rounds half to even', () => {
    expect([applyBasisPoints(50, 100), applyBasisPoints(150, 100), applyBasisPoints(250, 100)]).toEqual([
      0, 2, 2,
    ]);
  });

  it('is never more than half a minor unit from the exact share', () => {
    fc.assert(
      fc.property(amounts, shares, (amount, basisPoints) => {
        const doubled =
          2n *
          (BigInt(applyBasisPoints(amount, basisPoints)) * 10_000n - BigInt(amount) * BigInt(basisPoints));
        expect(doubled <= 10_000n && doubled >= -10_000n).toBe(true);
      }),
    );
  });

  it('never exceeds the amount, and grows with the share', () => {
    fc.assert(
      fc.property(amounts, shares, shares, (amount, one, other) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        expect(applyBasisPoints(amount, less)).toBeLessThanOrEqual(applyBasisPoints(amount, more));
        expect(applyBasisPoints(amount, more)).toBeLessThanOrEqual(amount);
      }),
    );
  });
});
