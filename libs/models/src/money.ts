import { Type, type Static } from 'typebox';
import { Currency } from './formats.ts';

/** An integer amount in minor units (cents) with its ISO 4217 currency. */
export const Money = Type.Object(
  {
    amount: Type.Integer({ minimum: 0, maximum: 99_999_999_999 }),
    currency: Currency,
  },
  { additionalProperties: false },
);
export type Money = Static<typeof Money>;

/**
 * Creates an amount of money.
 *
 * @param amount  minor units
 * @throws RangeError when `amount` is not a whole number
 */
export function money(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not a whole number of minor units`);
  return { amount, currency };
}

/**
 * Returns a share of an amount, rounded half to even so that rounding errors do not accumulate over many lines.
 *
 * @param amount       minor units, not negative
 * @param basisPoints  hundredths of a percent: 1900 is 19%
 * @returns minor units
 */
export function applyBasisPoints(amount: number, basisPoints: number): number {
  const product = BigInt(amount) * BigInt(basisPoints);
  const whole = product / 10_000n;
  const rest = product % 10_000n;
  const roundUp = rest > 5_000n || (rest === 5_000n && whole % 2n === 1n);
  return Number(roundUp ? whole + 1n : whole);
}
