import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fnv1a, mixBits } from './hash.ts';

describe('fnv1a', () => {
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('has the published value for "%s"', (text, hash) => {
    expect(fnv1a(text) >>> 0).toBe(hash);
  });
});

describe('mixBits', () => {
  it('returns 32 bits, and others for each other value', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(31), (value, bit) => {
        const [one, other] = [mixBits(value), mixBits(value ^ (1 << bit))];
        expect(one).toBeLessThan(2 ** 32);
        expect(one).toBeGreaterThanOrEqual(0);
        expect(one).not.toBe(other);
      }),
    );
  });
});
