import { describe, expect, it } from '@jest/globals';
import { changedStacks } from './stack-history.ts';

const look = (counts: Record<string, number>) =>
  new Map(Object.entries(counts).map(([name, eventCount]) => [name, { eventCount }]));

describe('changedStacks', () => {
  it('returns nothing without new events', () => {
    expect(changedStacks(look({ a: 1, b: 2 }), look({ b: 2, a: 1 }))).toEqual([]);
  });

  it('returns stacks with new events, created stacks and removed stacks', () => {
    expect(changedStacks(look({ a: 1, b: 2, c: 3 }), look({ a: 1, b: 5, d: 1 }))).toEqual(['b', 'c', 'd']);
  });
});
