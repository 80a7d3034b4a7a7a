import { discountKey } from '../src/gateways/dynamodb-discount-repository.ts';
import type { DiscountTerms } from '../src/models/discount.ts';

const record = (code: string, terms: DiscountTerms) => ({
  ...discountKey(code),
  terms,
  redemptions: 0,
  version: 1,
  correlationId: 'seed',
});

export const discounts = [
  record('WELCOME10', { reduction: { basisPoints: 1_000 } }),
  record('FIVER', { reduction: { amount: 500, currency: 'EUR' } }),
  record('LIMITED', { reduction: { basisPoints: 2_000 }, maxRedemptions: 3 }),
  record('ONCE', { reduction: { basisPoints: 1_500 }, oncePerCustomer: true }),
  record('BIGSPENDER', {
    reduction: { amount: 2_000, currency: 'EUR' },
    minimumSubtotal: { amount: 20_000, currency: 'EUR' },
  }),
  record('SUMMER2020', {
    reduction: { basisPoints: 5_000 },
    validFrom: '2020-06-01T00:00:00.000Z',
    validUntil: '2020-09-01T00:00:00.000Z',
  }),
];
