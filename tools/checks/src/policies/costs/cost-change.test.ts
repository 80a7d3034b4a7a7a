import { describe, expect, it } from '@jest/globals';
import { costChange } from './cost-change.ts';

const cost = (parts: object = {}) => ({
  service: 'shop',
  compute: 10,
  tables: 1,
  messages: 0.5,
  watching: 2,
  ...parts,
});

describe('the change of the monthly cost', () => {
  it('names the parts that change', () =>
    expect(costChange(cost(), cost({ tables: 1.25, watching: 1.9 }))).toBe(
      'cost: 13.50 → 13.65 US dollars a month at 100,000 purchases (tables +0.25, watching -0.10)',
    ));

  it('says that nothing changes, also where only rounding does', () =>
    expect(costChange(cost(), cost({ compute: 10.001 }))).toMatch(/13\.50 → 13\.50 .+ \(as before\)$/));

  it('says what a new service costs', () =>
    expect(costChange(undefined, cost())).toBe('cost: 13.50 US dollars a month at 100,000 purchases'));
});
