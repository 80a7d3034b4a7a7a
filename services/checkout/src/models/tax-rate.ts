import { AppError } from '#libs/errors';
import type { Address } from '#libs/models';
import { Type, type Static } from 'typebox';

/** The entry that counts where no other does. */
const ANYWHERE = '*';

/** A country (`DE`), a part of one as of ISO 3166-2 (`US-CA`), or `*` for all without an entry of their own. */
export const TaxRegion = Type.String({ pattern: '^([*]|[A-Z]{2}(-[A-Z0-9]{1,3})?)$' });

export const TaxTerms = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 100 }),
    /** Hundredths of a percent: 1900 is 19 %. */
    basisPoints: Type.Integer({ minimum: 0, maximum: 10_000 }),
  },
  { additionalProperties: false },
);
export type TaxTerms = Static<typeof TaxTerms>;

/** What is due on goods and shipping that go to a region; staff write it. */
export const TaxRate = Type.Interface([TaxTerms], { region: TaxRegion });
export type TaxRate = Static<typeof TaxRate>;

/** The entries that may decide on an address, the most special first. */
export function taxRegionsOf({ country, region = '' }: Pick<Address, 'country' | 'region'>): string[] {
  const part = region.trim().toUpperCase();
  return [...(/^[A-Z0-9]{1,3}$/.test(part) ? [`${country}-${part}`] : []), country, ANYWHERE];
}

/**
 * The rate of the most special of these regions that has one.
 *
 * @throws AppError unavailable `checkout.tax-rate-missing`: selling untaxed would be worse than not selling
 */
export function rateFor(regions: readonly string[], rates: readonly TaxRate[]): TaxRate {
  const rate = regions.flatMap((region) => rates.find((known) => known.region === region) ?? [])[0];
  if (rate) return rate;
  throw new AppError('unavailable', 'checkout.tax-rate-missing', {
    detail: `Nothing is known of the tax in ${regions[0]}. Staff set the general rate with PUT /checkout/tax-rates/*.`,
  });
}
