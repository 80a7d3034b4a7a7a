import { describe, expect, it } from '@jest/globals';
import { readRetryAfter } from './retry-after.ts';

const now = Date.parse('2030-01-01T12:00:00Z');

describe('readRetryAfter', () => {
  it.each([
    ['7', 7],
    ['Tue, 01 Jan 2030 12:00:30 GMT', 30],
    ['Tue, 01 Jan 2030 11:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
  ])('reads %j as %j seconds', (value, seconds) => {
    expect(readRetryAfter(new Headers({ 'Retry-After': value }), now)).toBe(seconds);
  });
});
