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
    /** Of a country whose parts tax differently: their codes as of ISO 3166-2, one of which an address there must name. */
    regions: Type.Optional(
      Type.Array(Type.String({ pattern: '^[A-Z0-9]{1,3}$' }), {
        minItems: 1,
        maxItems: 100,
        uniqueItems: true,
      }),
    ),
  },
  { additionalProperties: false },
);
export type TaxTerms = Static<typeof TaxTerms>;

/** What is due on goods and shipping that go to a region; staff write it. */
export const TaxRate = Type.Interface([TaxTerms], { region: TaxRegion });
export type TaxRate = Static<typeof TaxRate>;

type Place = Pick<Address, 'country' | 'region'>;

const partOf = ({ region = '' }: Place): string => region.trim().toUpperCase();

/** The entries that may decide on an address, the most special first. */
export function taxRegionsOf(place: Place): string[] {
  const part = partOf(place);
  return [...(/^[A-Z0-9]{1,3}$/.test(part) ? [`${place.country}-${part}`] : []), place.country, ANYWHERE];
}

/**
 * Who leaves out the state, or writes it in another way, must not pay another tax than the neighbors.
 *
 * @throws AppError unprocessable `checkout.region-unknown` where the country has parts and the address names none of them
 */
export function requireRegion(place: Place, rates: readonly TaxRate[]): void {
  const { regions } = rates.find(({ region }) => region === place.country) ?? {};
  if (!regions || regions.includes(partOf(place))) return;
  throw new AppError('unprocessable', 'checkout.region-unknown', {
    detail: `Tax in ${place.country} depends on the region: give its code.`,
    fields: [{ field: '/body/shippingAddress/region', message: `must be one of ${regions.join(', ')}` }],
  });
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
