import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DiscountTerms } from './discount.ts';
import { findTotalProblem, toDiscountAmount, toSubtotal, toTotals } from './totals.ts';

const line = fc
  .record({ unitPrice: fc.integer({ min: 0, max: 9_999_999 }), quantity: fc.integer({ min: 1, max: 999 }) })
  .map(({ unitPrice, quantity }) => ({ total: unitPrice * quantity }));
const lineItems = fc.array(line, { minLength: 1, maxLength: 50 });
const percentageOff = fc
  .integer({ min: 1, max: 10_000 })
  .map((basisPoints): DiscountTerms => ({ reduction: { basisPoints } }));
const amount = fc
  .integer({ min: 0, max: 99_999_999_999 })
  .map((value): DiscountTerms => ({ reduction: { amount: value, currency: 'EUR' } }));
const discounts = fc.array(fc.oneof(percentageOff, amount), { maxLength: 5 });
const shipping = fc.integer({ min: 0, max: 1_000_000 });
const taxBasisPoints = fc.integer({ min: 0, max: 10_000 });

const totalsFor = (
  lines: { total: number }[],
  codes: DiscountTerms[],
  extra: { shipping: number; taxBasisPoints: number },
) => {
  const subtotal = toSubtotal(lines);
  return toTotals({ subtotal, discount: toDiscountAmount(codes, subtotal), ...extra });
};

describe('toTotals', () => {
  it('returns subtotal less discount plus shipping plus tax, in non-negative integers', () => {
    fc.assert(
      fc.property(lineItems, discounts, shipping, taxBasisPoints, (lines, codes, ship, tax) => {
        const totals = totalsFor(lines, codes, { shipping: ship, taxBasisPoints: tax });
        expect(totals.total).toBe(totals.subtotal - totals.discount + totals.shipping + totals.tax);
        expect(totals.discount).toBeLessThanOrEqual(totals.subtotal);
        for (const value of Object.values(totals)) {
          expect(Number.isSafeInteger(value)).toBe(true);
          expect(value).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('does not depend on the order of lines or codes', () => {
    const shuffled = fc.tuple(lineItems, discounts).chain(([lines, codes]) =>
      fc.record({
        lines: fc.constant(lines),
        codes: fc.constant(codes),
        otherLines: fc.shuffledSubarray(lines, { minLength: lines.length }),
        otherCodes: fc.shuffledSubarray(codes, { minLength: codes.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ lines, codes, otherLines, otherCodes }) => {
        const extra = { shipping: 490, taxBasisPoints: 1_900 };
        expect(totalsFor(otherLines, otherCodes, extra)).toEqual(totalsFor(lines, codes, extra));
      }),
    );
  });

  it('taxes goods after discounts, and shipping', () => {
    const codes = [{ reduction: { basisPoints: 1_000 } }, { reduction: { amount: 500, currency: 'EUR' } }];
    expect(totalsFor([{ total: 10_000 }], codes, { shipping: 490, taxBasisPoints: 1_900 })).toEqual({
      subtotal: 10_000,
      discount: 1_500,
      shipping: 490,
      tax: 1_708,
      total: 10_698,
    });
  });
});

describe('rounding', () => {
  const taxOn = (subtotal: number, basisPoints: number) =>
    toTotals({ subtotal, discount: 0, shipping: 0, taxBasisPoints: basisPoints }).tax;

  it.each([
    [10_005, 1_000, 1_001],
    [150, 1_900, 29],
    [50, 1_900, 10],
  ])('rounds the tax on %i at %i basis points half up to %i', (subtotal, basisPoints, tax) => {
    expect(taxOn(subtotal, basisPoints)).toBe(tax);
  });

  it('rounds a percentage discount half up, in favor of the customer', () => {
    expect(toDiscountAmount([{ reduction: { basisPoints: 1_000 } }], 10_005)).toBe(1_001);
    expect(toDiscountAmount([{ reduction: { basisPoints: 1_000 } }], 10_004)).toBe(1_000);
  });

  it('is half up for the tax of any purchase', () => {
    fc.assert(
      fc.property(lineItems, shipping, taxBasisPoints, (lines, ship, basisPoints) => {
        const { subtotal, tax } = totalsFor(lines, [], { shipping: ship, taxBasisPoints: basisPoints });
        const exact = BigInt(subtotal + ship) * BigInt(basisPoints);
        const error = BigInt(tax) * 10_000n - exact;
        expect(error > -5_000n && error <= 5_000n).toBe(true);
      }),
    );
  });
});

describe('findTotalProblem', () => {
  it('reports totals above the maximum payment amount', () => {
    const most = { subtotal: 99_999_999_999, discount: 0, shipping: 0, tax: 0, total: 99_999_999_999 };
    expect(findTotalProblem(most)).toBeUndefined();
    expect(findTotalProblem({ ...most, total: most.total + 1 })?.code).toBe('checkout.total-too-large');
  });
});
