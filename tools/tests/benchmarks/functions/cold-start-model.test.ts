import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { coldStarts } from './cold-start-model.ts';

const traffic = {
  requestsPerHour: 60,
  hours: 24,
  shares: [0.7, 0.2, 0.1],
  requestSeconds: 0.05,
  idleSeconds: 420,
};

describe('the model of cold starts', () => {
  it('has as many requests as the rate says, and the same for the same seed', () => {
    expect(coldStarts(traffic)).toEqual(coldStarts(traffic));
    expect(coldStarts(traffic).requests).toBeGreaterThan(60 * 24 * 0.85);
    expect(coldStarts(traffic).requests).toBeLessThan(60 * 24 * 1.15);
  });

  it('is the same in both forms for a service with one route', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer(), (requestsPerHour, seed) => {
        const { perRoute, together } = coldStarts(
          { ...traffic, hours: 2, requestsPerHour, shares: [1] },
          seed,
        );
        expect(perRoute).toBe(together);
      }),
    ));

  it('starts every request cold if no instance is kept', () => {
    const { requests, perRoute, together } = coldStarts({ ...traffic, idleSeconds: -1 });
    expect([perRoute, together]).toEqual([requests, requests]);
  });
});
