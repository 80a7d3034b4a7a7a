import { describe, expect, it } from '@jest/globals';
import { callsInSeries } from './calls-in-series.ts';
import { completedPurchase } from './sample-trace.ts';

describe('callsInSeries', () => {
  it('counts the calls that wait for each other, without polling, side effects and the provider', () => {
    // find, then price or encrypt, submit, start, reserve, close
    expect(callsInSeries(completedPurchase())).toBe(6);
  });

  it('fails for a purchase that was not completed', () => {
    const open = completedPurchase().filter(({ name }) => name !== 'CloseCheckout');
    expect(() => callsInSeries(open)).toThrow('no request that leads to a completed session');
  });
});
