import { describe, expect, it } from '@jest/globals';
import { completedPurchase } from './sample-trace.ts';
import { waitAfterOutcome } from './wait-after-outcome.ts';

describe('waitAfterOutcome', () => {
  it('measures from the write that completes the session to the response', () => {
    expect(waitAfterOutcome(completedPurchase())).toEqual({ millis: 57, reads: 1 });
  });
});
