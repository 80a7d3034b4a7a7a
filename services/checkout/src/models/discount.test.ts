import { describe, expect, it } from '@jest/globals';
import { obstacleTo, redemptionOf, requirePeriod, usesOf, type DiscountTerms } from './discount.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const purchase = { subtotal: 2_000, currency: 'EUR', now, isUsedByBuyer: false };
const discount = (terms: Partial<DiscountTerms>, redemptions = 0) => ({
  code: 'CODE',
  terms: { reduction: { basisPoints: 1_000 }, ...terms },
  redemptions,
  version: 1,
});
const euros = (amount: number) => ({ amount, currency: 'EUR' });

describe('a discount', () => {
  it.each<[string, Partial<DiscountTerms>]>([
    ['without conditions', {}],
    ['from its first moment', { validFrom: now.toISOString() }],
    ['until its last moment', { validUntil: '2030-01-01T12:00:00.001Z' }],
    ['with a redemption left', { maxRedemptions: 3 }],
    ['from its minimum', { minimumSubtotal: euros(2_000) }],
    ['in its currency', { reduction: euros(500) }],
  ])('applies %s', (_, terms) => {
    expect(obstacleTo(discount(terms, 2), purchase)).toBeUndefined();
  });

  it.each<[string, Partial<DiscountTerms>, RegExp]>([
    ['before its time', { validFrom: '2030-01-01T12:00:00.001Z' }, /not valid yet/],
    ['after its time', { validUntil: now.toISOString() }, /no longer valid/],
    ['used up', { maxRedemptions: 2 }, /used up/],
    ['below its minimum', { minimumSubtotal: euros(2_001) }, /subtotal of at least 2001 EUR/],
    ['in another currency', { reduction: { amount: 500, currency: 'USD' } }, /not good for EUR/],
    [
      'with a minimum in another currency',
      { minimumSubtotal: { amount: 1, currency: 'USD' } },
      /not good for EUR/,
    ],
  ])('does not apply %s', (_, terms, reason) => {
    expect(obstacleTo(discount(terms, 2), purchase)).toMatch(reason);
  });

  it('that is good once for each customer does not apply again', () => {
    const again = { ...purchase, isUsedByBuyer: true };
    expect(obstacleTo(discount({ oncePerCustomer: true }), again)).toMatch(/used before/);
    expect(obstacleTo(discount({}), again)).toBeUndefined();
  });

  it('knows its buyer by account and by address, whatever its case, and keeps no address', () => {
    const uses = usesOf('CODE', { customerId: 'c1', email: 'Ada@Example.com' });
    expect(uses).toHaveLength(2);
    expect(uses).toContain('CODE#customer#c1');
    expect(usesOf('CODE', { email: 'ada@example.com' })).toEqual([uses[1]]);
    expect(uses.join()).not.toMatch(/ada/i);
  });

  it('marks its buyer only where that matters', () => {
    expect(redemptionOf(discount({}), { email: 'a@example.com' }).uses).toEqual([]);
    expect(redemptionOf(discount({ oncePerCustomer: true }), { email: 'a@example.com' }).uses).toHaveLength(
      1,
    );
  });

  it('ends after it begins', () => {
    const terms = { reduction: { basisPoints: 1 }, validFrom: '2030-01-02T00:00:00Z' };
    expect(() => requirePeriod({ ...terms, validUntil: '2030-01-02T00:00:01Z' })).not.toThrow();
    expect(() => requirePeriod({ ...terms, validUntil: '2030-01-02T00:00:00Z' })).toThrow(
      'discount.period-empty',
    );
  });
});
