import { describe, expect, it } from '@jest/globals';
import { parsePreferWait } from './prefer-wait.ts';

describe('parsePreferWait', () => {
  it.each([
    [undefined, undefined],
    ['respond-async', undefined],
    ['wait=10', 10],
    ['respond-async, wait=3', 3],
    ['Wait = 3; foo=bar', 3],
    ['wait="7"', 7],
    ['wait=20', 10],
    ['wait=999999999', 10],
    ['wait=0', 0],
    ['wait=soon', undefined],
    ['wait=-1', undefined],
    ['await=5', undefined],
  ])('parses %p as %p', (prefer, seconds) => {
    expect(parsePreferWait(prefer)).toBe(seconds);
  });
});
