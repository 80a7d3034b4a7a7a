import { AppError } from '#libs/errors';
import type { Address } from '#libs/models';
import { Type, type Static } from 'typebox';

/** The rate for all countries without a rate of their own. */
const ANYWHERE = '*';

/** A country (`DE`), an ISO 3166-2 subdivision (`US-CA`), or `*` for all countries without a rate of their own. */
export const TaxRegion = Type.String({ pattern: '^([*]|[A-Z]{2}(-[A-Z0-9]{1,3})?)$' });

export const TaxRateDetails = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 100 }),
    /** Hundredths of a percent: 1900 is 19 %. */
    basisPoints: Type.Integer({ minimum: 0, maximum: 10_000 }),
    /** ISO 3166-2 codes of a country's subdivisions, when tax differs between them. An address there must have one of them. */
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
export type TaxRateDetails = Static<typeof TaxRateDetails>;

/** The tax on goods and shipping to a region. Staff set it. */
export const TaxRate = Type.Interface([TaxRateDetails], { region: TaxRegion });
export type TaxRate = Static<typeof TaxRate>;

type Place = Pick<Address, 'country' | 'region'>;

const toSubdivision = ({ region = '' }: Place): string => region.trim().toUpperCase();

/** The regions whose rate can apply to an address, most specific first. */
export function toTaxRegions(place: Place): string[] {
  const subdivision = toSubdivision(place);
  return [
    ...(/^[A-Z0-9]{1,3}$/.test(subdivision) ? [`${place.country}-${subdivision}`] : []),
    place.country,
    ANYWHERE,
  ];
}

/**
 * An address without its state, or with another spelling of it, must not be taxed at another rate.
 *
 * @throws AppError unprocessable `checkout.region-unknown` when tax depends on the region and the address has no valid one
 */
export function requireRegion(place: Place, rates: readonly TaxRate[]): void {
  const { regions } = rates.find(({ region }) => region === place.country) ?? {};
  if (!regions || regions.includes(toSubdivision(place))) return;
  throw new AppError('unprocessable', 'checkout.region-unknown', {
    detail: `Tax in ${place.country} depends on the region. Set the region code of the address.`,
    fields: [{ field: '/body/shippingAddress/region', message: `must be one of ${regions.join(', ')}` }],
  });
}

/**
 * Selects the rate of the most specific region that has one.
 *
 * @throws AppError unavailable `checkout.tax-rate-missing`, because orders must not go untaxed
 */
export function selectTaxRate(regions: readonly string[], rates: readonly TaxRate[]): TaxRate {
  const rate = regions.flatMap((region) => rates.find((candidate) => candidate.region === region) ?? [])[0];
  if (rate) return rate;
  throw new AppError('unavailable', 'checkout.tax-rate-missing', {
    detail: `No tax rate is set for ${regions[0]}. Staff can set the default rate with PUT /checkout/tax-rates/*.`,
  });
}
