import { describe, expect, it } from '@jest/globals';
import { costChange } from './cost-change.ts';

const cost = (parts: object = {}) => ({
  service: 'shop',
  compute: 10,
  tables: 1,
  messages: 0.5,
  monitoring: 2,
  firewall: 0,
  keys: 0,
  ...parts,
});

describe('costChange', () => {
  it('names the parts that change', () =>
    expect(costChange(cost(), cost({ tables: 1.25, monitoring: 1.9 }))).toBe(
      'cost: 13.50 → 13.65 USD per month at 100,000 orders (tables +0.25, monitoring -0.10)',
    ));

  it('reports no change if only rounding differs', () =>
    expect(costChange(cost(), cost({ compute: 10.001 }))).toMatch(/13\.50 → 13\.50 .+ \(unchanged\)$/));

  it('shows the cost of a new service', () =>
    expect(costChange(undefined, cost())).toBe('cost: 13.50 USD per month at 100,000 orders'));
});
