import { describe, expect, it } from '@jest/globals';
import { rejectionReason, toRedemption, requireValidity, toUseIds, type DiscountTerms } from './discount.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const purchase = { subtotal: 2_000, currency: 'EUR', now, isAlreadyUsed: false };
const discount = (terms: Partial<DiscountTerms>, redemptions = 0) => ({
  code: 'CODE',
  terms: { reduction: { basisPoints: 1_000 }, ...terms },
  redemptions,
  version: 1,
});
const euros = (amount: number) => ({ amount, currency: 'EUR' });

describe('rejectionReason', () => {
  it.each<[string, Partial<DiscountTerms>]>([
    ['without conditions', {}],
    ['from validFrom on', { validFrom: now.toISOString() }],
    ['until validUntil', { validUntil: '2030-01-01T12:00:00.001Z' }],
    ['with a redemption left', { maxRedemptions: 3 }],
    ['from its minimum subtotal on', { minimumSubtotal: euros(2_000) }],
    ['in its currency', { reduction: euros(500) }],
  ])('accepts a discount %s', (_, terms) => {
    expect(rejectionReason(discount(terms, 2), purchase)).toBeUndefined();
  });

  it.each<[string, Partial<DiscountTerms>, RegExp]>([
    ['before validFrom', { validFrom: '2030-01-01T12:00:00.001Z' }, /not valid yet/],
    ['from validUntil on', { validUntil: now.toISOString() }, /no longer valid/],
    ['without redemptions left', { maxRedemptions: 2 }, /no redemptions left/],
    ['below its minimum subtotal', { minimumSubtotal: euros(2_001) }, /subtotal of at least 2001 EUR/],
    ['in another currency', { reduction: { amount: 500, currency: 'USD' } }, /does not apply to EUR/],
    [
      'with a minimum in another currency',
      { minimumSubtotal: { amount: 1, currency: 'USD' } },
      /does not apply to EUR/,
    ],
  ])('rejects a discount %s', (_, terms, reason) => {
    expect(rejectionReason(discount(terms, 2), purchase)).toMatch(reason);
  });

  it('rejects the second use of a once-per-customer discount', () => {
    const again = { ...purchase, isAlreadyUsed: true };
    expect(rejectionReason(discount({ oncePerCustomer: true }), again)).toMatch(/already used/);
    expect(rejectionReason(discount({}), again)).toBeUndefined();
  });
});

describe('toUseIds', () => {
  it('identifies a customer by account and by a digest of the case-insensitive email address', () => {
    const uses = toUseIds('CODE', { customerId: 'c1', email: 'Ada@Example.com' });
    expect(uses).toHaveLength(2);
    expect(uses).toContain('CODE#customer#c1');
    expect(toUseIds('CODE', { email: 'ada@example.com' })).toEqual([uses[1]]);
    expect(uses.join()).not.toMatch(/ada/i);
  });
});

describe('toRedemption', () => {
  it('has use ids for once-per-customer discounts only', () => {
    expect(toRedemption(discount({}), { email: 'a@example.com' }).uses).toEqual([]);
    expect(toRedemption(discount({ oncePerCustomer: true }), { email: 'a@example.com' }).uses).toHaveLength(
      1,
    );
  });
});

describe('requireValidity', () => {
  it('rejects a discount that ends before it begins', () => {
    const terms = { reduction: { basisPoints: 1 }, validFrom: '2030-01-02T00:00:00Z' };
    expect(() => requireValidity({ ...terms, validUntil: '2030-01-02T00:00:01Z' })).not.toThrow();
    expect(() => requireValidity({ ...terms, validUntil: '2030-01-02T00:00:00Z' })).toThrow('period.empty');
  });
});
