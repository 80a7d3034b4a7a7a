import { Type, type Static } from 'typebox';
import { Currency } from './formats.ts';
import { MinorUnits } from './numbers.ts';

/** An integer amount in minor units (cents) with its ISO 4217 currency. */
export const Money = Type.Object(
  {
    amount: MinorUnits,
    currency: Currency,
  },
  { title: 'Money', additionalProperties: false },
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
 * Returns a share of an amount, rounded half up: a result exactly between two minor units becomes the higher one.
 * Half up is the commercial rounding that customers and tax authorities expect of taxes (EN 16931-1; Streamlined Sales
 * and Use Tax Agreement, section 324) and of percentage discounts, where it favors the customer.
 *
 * @param amount       minor units, not negative
 * @param basisPoints  hundredths of a percent: 1900 is 19%
 * @returns minor units
 */
export const shareRoundedHalfUp = (amount: number, basisPoints: number): number =>
  // BigInt, because the product can exceed the safe integers.
  Number((BigInt(amount) * BigInt(basisPoints) + 5_000n) / 10_000n);
