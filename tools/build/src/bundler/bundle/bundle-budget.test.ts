import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { budgetViolations, toBudget } from './bundle-budget.ts';

const KILOBYTE = 1024;

describe('the budget of bundles', () => {
  it('is the next multiple of five kilobytes, sorted by name', () => {
    const budget = toBudget({ 'orders/get-order': 86 * KILOBYTE, 'checkout/get-session': 100 * KILOBYTE });
    expect(Object.entries(budget)).toEqual([
      ['checkout/get-session', 100],
      ['orders/get-order', 90],
    ]);
  });

  it('keeps what is recorded while the bundle fits', () => {
    const sizes = { 'orders/get-order': 84 * KILOBYTE };
    expect(toBudget(sizes, { 'orders/get-order': 90 })).toEqual({ 'orders/get-order': 90 });
    expect(toBudget(sizes, { 'orders/get-order': 95 })).toEqual({ 'orders/get-order': 85 });
  });

  it.each([
    ['a rise', 91, 'has 91 KB, and 90 KB are recorded'],
    ['a gain', 79, 'has 79 KB, less than the recorded 90 KB'],
  ])('reports %s', (_kind, kilobytes, text) => {
    const sizes = { 'orders/get-order': kilobytes * KILOBYTE };
    expect(budgetViolations(sizes, { 'orders/get-order': 90 })).toEqual([expect.stringContaining(text)]);
  });

  it('reports functions that are only in the record or only in the workspace', () => {
    expect(budgetViolations({ 'orders/new': 1 }, { 'orders/removed': 90 })).toEqual([
      expect.stringContaining('orders/new is not in the record'),
      expect.stringContaining('orders/removed is in the record'),
    ]);
  });

  it('has no violation once it is recorded', () => {
    const sizes = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,5}\/[a-z]{1,5}$/),
      fc.integer({ min: 1, max: 1e6 }),
    );
    fc.assert(
      fc.property(sizes, sizes, (before, after) => {
        expect(budgetViolations(after, toBudget(after, toBudget(before)))).toEqual([]);
      }),
    );
  });
});
