import { surroundings } from '#libs/surroundings';
import { Type } from 'typebox';

// Crockford's base 32: no ambiguous characters, and it sorts like the bytes it encodes. https://www.crockford.com/base32.html
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
// 48 bits of milliseconds last until the year 10889, as in ULID. https://github.com/ulid/spec
const TIME_CHARACTERS = 10;
// 26 characters encode 130 random bits: more than 128, so that an id can serve as a capability.
const RANDOM_CHARACTERS = 26;

/**
 * Creates a prefixed id that sorts by creation time and cannot be guessed.
 *
 * @param prefix  three characters that name the kind: `ord`
 * @param now     the creation time in milliseconds since 1970
 * @param bytes   26 bytes to use instead of random ones, to derive the same id again or the bounds of a time range
 * @returns such as `ord_` followed by 36 characters
 */
export function newId(
  prefix: string,
  now: number = Date.now(),
  bytes: Uint8Array = surroundings().randomBytes(RANDOM_CHARACTERS),
): string {
  let time = '';
  for (let rest = now, i = 0; i < TIME_CHARACTERS; i++, rest = Math.floor(rest / 32))
    time = ALPHABET[rest % 32] + time;
  // 256 is a multiple of 32, so the remainder is not biased.
  let random = '';
  for (const byte of bytes.subarray(0, RANDOM_CHARACTERS)) random += ALPHABET[byte % 32];
  return `${prefix}_${time}${random}`;
}

/**
 * The id of something that another thing has once, such as the first shipment of an order: writing it twice is a conflict.
 *
 * @param prefix  the prefix of the new id
 * @param id      the id that it is derived from; it has the same creation time
 */
export const derivedId = (prefix: string, id: string): string => `${prefix}${id.slice(id.indexOf('_'))}`;

/** Returns the schema of ids with this prefix. */
export function idSchema(prefix: string) {
  return Type.String({
    pattern: `^${prefix}_[0-9a-z]{36}$`,
    examples: [`${prefix}_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5`],
  });
}
