import { describe, expect, it } from '@jest/globals';
import { touchedBetween } from './stack-history.ts';

const look = (counts: Record<string, number>) =>
  new Map(Object.entries(counts).map(([name, eventCount]) => [name, { eventCount }]));

describe('the stacks touched between two looks', () => {
  it('are none when nothing happened', () => {
    expect(touchedBetween(look({ a: 1, b: 2 }), look({ b: 2, a: 1 }))).toEqual([]);
  });

  it('are those with new events, new ones and those that are gone', () => {
    expect(touchedBetween(look({ a: 1, b: 2, c: 3 }), look({ a: 1, b: 5, d: 1 }))).toEqual(['b', 'c', 'd']);
  });
});
