import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maxPatternLength } from './pattern-length.ts';

describe('maxPatternLength', () => {
  it.each([
    ['^ord_[0-9a-z]{36}$', 40],
    ['^[a-z0-9-]{1,50}$', 50],
    ['^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', 36],
    ['^[a-z][a-z0-9-]{0,49}[.][a-z]{2}$', 53],
    ['^(?:EUR|USDT)$', 4],
    ['^ab?$', 2],
    ['^[a-z]+$', Number.POSITIVE_INFINITY],
    ['^[a-z]{3,}$', Number.POSITIVE_INFINITY],
    ['^(ab*)?$', Number.POSITIVE_INFINITY],
    ['[a-z]', Number.POSITIVE_INFINITY],
    ['^[^a]$', Number.POSITIVE_INFINITY],
    ['^.$', Number.POSITIVE_INFINITY],
  ])('of %s is %d', (pattern, length) => {
    expect(maxPatternLength(pattern)).toBe(length);
  });

  it('is never less than the length of a match', () => {
    const pattern = '^(?:ab{1,3}|[x-z]{4}c?)-[0-9]{0,2}$';
    fc.assert(
      fc.property(fc.stringMatching(new RegExp(pattern)), (text) => {
        expect(text.length).toBeLessThanOrEqual(maxPatternLength(pattern));
      }),
    );
  });
});
