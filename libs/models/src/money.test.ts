import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { money, shareRoundedHalfUp } from './money.ts';

const amounts = fc.integer({ min: 0, max: 99_999_999_999 });
const shares = fc.integer({ min: 0, max: 10_000 });

describe('money', () => {
  it('rejects fractions of a minor unit', () => {
    expect(() => money(9.99, 'EUR')).toThrow(RangeError);
  });
});

describe('shareRoundedHalfUp', () => {
  it.each([
    [10_005, 1_000, 1_001],
    [150, 1_900, 29],
    [50, 1_900, 10],
    [250, 1_900, 48],
    [49, 100, 0],
    [50, 100, 1],
  ])('returns for %i the share of %i basis points as %i', (amount, basisPoints, share) => {
    expect(shareRoundedHalfUp(amount, basisPoints)).toBe(share);
  });

  it('rounds every tie up, for even and odd results alike', () => {
    const ties = fc.record({
      whole: fc.integer({ min: 0, max: 9_999_999 }),
      half: fc.constantFrom(1, 5, 25),
    });
    fc.assert(
      fc.property(ties, ({ whole, half }) => {
        // 2 * half parts of 10,000 divide the amount so that its share ends in exactly one half.
        const amount = (10_000 / (2 * half)) * (2 * whole + 1);
        expect(shareRoundedHalfUp(amount, half)).toBe(whole + 1);
      }),
    );
  });

  it('is at most half a minor unit above and less than half a minor unit below the exact share', () => {
    fc.assert(
      fc.property(amounts, shares, (amount, basisPoints) => {
        const doubled =
          2n *
          (BigInt(shareRoundedHalfUp(amount, basisPoints)) * 10_000n - BigInt(amount) * BigInt(basisPoints));
        expect(doubled <= 10_000n && doubled > -10_000n).toBe(true);
      }),
    );
  });

  it('never exceeds the amount, and grows with the share', () => {
    fc.assert(
      fc.property(amounts, shares, shares, (amount, one, other) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        expect(shareRoundedHalfUp(amount, less)).toBeLessThanOrEqual(shareRoundedHalfUp(amount, more));
        expect(shareRoundedHalfUp(amount, more)).toBeLessThanOrEqual(amount);
      }),
    );
  });
});
