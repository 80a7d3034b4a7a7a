import { randomBytes } from 'node:crypto';
import { Type } from 'typebox';

// Crockford's base 32: no letters that read alike, sorts as bytes do. https://www.crockford.com/base32.html
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
// 48 bits of milliseconds last until the year 10889, as in ULID. https://github.com/ulid/spec
const TIME_CHARACTERS = 10;
// 26 characters carry 130 bits: at least 128 random ones, so that an id may serve as a capability.
const RANDOM_CHARACTERS = 26;

/**
 * A prefixed id that sorts by time of creation and cannot be guessed.
 *
 * @param prefix  three letters naming the kind: `ord`
 * @param now     milliseconds since 1970
 * @param bytes   26 in place of random ones, where the same thing must get the same id, or for the bounds of a time
 * @returns e.g. `ord_` and 36 characters
 */
export function newId(
  prefix: string,
  now: number = Date.now(),
  bytes: Uint8Array = randomBytes(RANDOM_CHARACTERS),
): string {
  let time = '';
  for (let rest = now, i = 0; i < TIME_CHARACTERS; i++, rest = Math.floor(rest / 32))
    time = ALPHABET[rest % 32] + time;
  // 256 is a multiple of 32, so the remainder is not biased.
  const random = Array.from(bytes.subarray(0, RANDOM_CHARACTERS), (byte) => ALPHABET[byte % 32]).join('');
  return `${prefix}_${time}${random}`;
}

/** The schema of an id with this prefix. */
export function idSchema(prefix: string) {
  return Type.String({ pattern: `^${prefix}_[0-9a-z]{36}$` });
}
