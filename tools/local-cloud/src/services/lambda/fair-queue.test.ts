import { describe, expect, it } from '@jest/globals';
import { array, assert, constantFrom, option, property } from 'fast-check';
import { createFairQueue } from './fair-queue.ts';

const lanes = ['customer', 'internal'] as const;
type Lane = (typeof lanes)[number];

describe('a fair queue', () => {
  it('serves lanes in turn', () => {
    const queue = createFairQueue<Lane, string>(lanes);
    for (const entry of ['c1', 'c2', 'c3']) queue.add('customer', entry);
    for (const entry of ['i1', 'i2']) queue.add('internal', entry);
    const served = Array.from({ length: 6 }, () => queue.next());
    expect(served).toEqual(['c1', 'i1', 'c2', 'i2', 'c3', undefined]);
  });

  it('names the entry that was added first, in any lane', () => {
    const queue = createFairQueue<Lane, string>(lanes);
    expect(queue.oldest()).toBeUndefined();
    queue.add('internal', 'first');
    queue.add('customer', 'second');
    expect(queue.oldest()).toBe('first');
    queue.remove((entry) => entry === 'first');
    expect(queue.oldest()).toBe('second');
    expect(queue.size()).toBe(1);
  });

  it('loses nothing, keeps the order of a lane, and lets at most one entry of the other lane pass', () => {
    // An action adds to a lane, or serves one entry.
    const actions = array(option(constantFrom(...lanes)), { maxLength: 60 });
    assert(
      property(actions, (steps) => {
        const queue = createFairQueue<Lane, { lane: Lane; number: number }>(lanes);
        const waiting = { customer: [] as number[], internal: [] as number[] };
        const passed = { customer: 0, internal: 0 };
        const serve = () => {
          const served = queue.next();
          expect(served === undefined).toBe(waiting.customer.length + waiting.internal.length === 0);
          if (served === undefined) return;
          const other = served.lane === 'customer' ? 'internal' : 'customer';
          expect(waiting[served.lane].shift()).toBe(served.number);
          passed[served.lane] = 0;
          passed[other] = waiting[other].length > 0 ? passed[other] + 1 : 0;
          expect(passed[other]).toBeLessThanOrEqual(1);
        };
        for (const [number, lane] of steps.entries()) {
          if (lane === null) serve();
          else {
            queue.add(lane, { lane, number });
            waiting[lane].push(number);
          }
        }
        while (queue.size() > 0) serve();
        serve();
      }),
    );
  });
});
