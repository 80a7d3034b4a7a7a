import { describe, expect, it } from '@jest/globals';
import { findExcesses, toBudget, type Budget } from './budget.ts';
import type { Usage } from './usage.ts';

const budget: Budget = {
  readUnits: { 'a/T GetItem': 1 },
  writeUnits: { 'a/T PutItem': 2 },
  invocations: { 'a/f': 1 },
  stateTransitions: { Step: 1 },
  messages: { 'a/Q': 1 },
  otherCalls: { 'sns:Publish': 1 },
  callsInSeries: 3,
};
const usage = (changes: Partial<Usage> = {}): Usage => ({
  ...budget,
  pollingReadUnits: 1,
  idleInvocations: {},
  gigabyteSeconds: 0.1,
  requests: {},
  waitAfterOutcome: { millis: 50, reads: 1 },
  ...changes,
});

describe('the budget of a purchase', () => {
  it('is the least that several purchases used, without what any did not need', () => {
    const disturbed = usage({
      invocations: { 'a/f': 2, 'a/retried': 1 },
      readUnits: { 'a/T GetItem': 1.5 },
      callsInSeries: 5,
    });
    expect(toBudget([disturbed, usage(), disturbed])).toEqual(budget);
  });

  it('allows less, and names what is above it or new', () => {
    expect(findExcesses({ ...budget, readUnits: {}, callsInSeries: 1 }, budget)).toEqual([]);
    const used = { ...budget, stateTransitions: { Step: 2, Another: 1 }, callsInSeries: 4 };
    expect(findExcesses(used, budget)).toEqual([
      'state transitions Step: 2 instead of 1',
      'state transitions Another: 1 instead of 0',
      'calls in series: 4 instead of 3',
    ]);
  });
});
