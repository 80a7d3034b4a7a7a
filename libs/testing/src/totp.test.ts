import { describe, expect, it } from '@jest/globals';
import { totp } from './totp.ts';

describe('totp', () => {
  // https://datatracker.ietf.org/doc/html/rfc6238#appendix-B has eight digits; these are the last six.
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('returns the code of RFC 6238 at %i seconds', (seconds, code) => {
    // cspell:ignore GEZDGNBVGY TQOJQGEZDGNBVGY TQOJQ -- the ASCII text 12345678901234567890 in base 32
    expect(totp('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', new Date(seconds * 1000))).toBe(code);
  });

  it('rejects a secret that is not base 32', () => {
    expect(() => totp('0189')).toThrow('not base 32');
  });
});
