import { createHmac } from 'node:crypto';

const PERIOD_SECONDS = 30;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Returns the code that an authenticator app shows: the time-based one-time password of RFC 6238 with six digits and SHA-1,
 * as Cognito requires.
 *
 * @param secret  in base 32, as AssociateSoftwareToken returns it
 * @param at      the time; now by default
 * @throws Error for a secret that is not base 32
 */
export function totp(secret: string, at = new Date()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 1000 / PERIOD_SECONDS)));
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  // Dynamic truncation: https://datatracker.ietf.org/doc/html/rfc4226#section-5.3
  const offset = digest.at(-1)! & 0xf;
  const number = digest.readUInt32BE(offset) & 0x7f_ff_ff_ff;
  return String(number % 1_000_000).padStart(6, '0');
}

function fromBase32(text: string): Buffer {
  const digits = [...text.replaceAll(/[\s=]/g, '').toUpperCase()].map((digit) => BASE32.indexOf(digit));
  if (digits.length === 0 || digits.includes(-1)) throw new Error('The secret is not base 32.');
  const bits = digits.map((digit) => digit.toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
