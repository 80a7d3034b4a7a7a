import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hasInvalidCharacter } from './message-characters.ts';

const within = (min: number, max: number) => fc.integer({ min, max });
const accepted = fc.oneof(
  fc.constantFrom(0x9, 0xa, 0xd),
  within(0x20, 0xd7ff),
  within(0xe000, 0xfffd),
  within(0x10000, 0x10ffff),
);
const rejected = fc.oneof(
  within(0, 0x8),
  fc.constantFrom(0xb, 0xc, 0xfffe, 0xffff),
  within(0xe, 0x1f),
  within(0xd800, 0xdfff),
);

describe('hasInvalidCharacter', () => {
  it('accepts every string of the characters that SQS accepts', () => {
    fc.assert(
      fc.property(fc.array(accepted), (codePoints) => {
        expect(hasInvalidCharacter(String.fromCodePoint(...codePoints))).toBe(false);
      }),
    );
  });

  it('finds any other character', () => {
    fc.assert(
      fc.property(fc.array(accepted), rejected, (codePoints, other) => {
        const text = String.fromCodePoint(...codePoints);
        expect(hasInvalidCharacter(`${text} ${String.fromCodePoint(other)} ${text}`)).toBe(true);
      }),
    );
  });

  it.each(['Zoë 😀', '𠮷野家', '👩‍🚀'])('accepts %s', (text) => {
    expect(hasInvalidCharacter(text)).toBe(false);
  });
});
