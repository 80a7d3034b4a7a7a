import { BasisPoints, lineSchema } from '#libs/models';
import { countryPattern } from '#libs/schema';
import type { Address } from '#libs/models';
import { Type, type Static } from 'typebox';
import type { BasketProblem } from './basket-problem.ts';

/** The rate for all countries without a rate of their own. */
const ANYWHERE = '*';

/** A country (`DE`), an ISO 3166-2 subdivision (`US-CA`), or `*` for all countries without a rate of their own. */
export const TaxRegion = Type.String({
  title: 'TaxRegion',
  pattern: `^([*]|${countryPattern}(-[A-Z0-9]{1,3})?)$`,
});

export const TaxRateDetails = Type.Object(
  {
    title: lineSchema(100),
    /** Hundredths of a percent: 1900 is 19 %. */
    basisPoints: BasisPoints,
    /** ISO 3166-2 codes of a country's subdivisions, when tax differs between them. An address there must have one of them. */
    regions: Type.Optional(
      Type.Array(Type.String({ pattern: '^[A-Z0-9]{1,3}$' }), {
        minItems: 1,
        maxItems: 100,
        uniqueItems: true,
      }),
    ),
  },
  { title: 'TaxRateDetails', additionalProperties: false },
);
export type TaxRateDetails = Static<typeof TaxRateDetails>;

/** The tax on goods and shipping to a region. Staff set it. */
export const TaxRate = Type.Interface([TaxRateDetails], { region: TaxRegion }, { title: 'TaxRate' });
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

interface Taxation {
  readonly basisPoints: number;
  readonly problem?: BasketProblem;
}

/**
 * Selects the rate of the most specific region of an address. Without one, the session cannot be completed, because orders
 * must not go untaxed. Nor can it when tax depends on the region and the address has no valid one: an address without its
 * state must not be taxed at another rate.
 */
export function selectTaxRate(place: Place, rates: readonly TaxRate[]): Taxation {
  const { regions } = rates.find(({ region }) => region === place.country) ?? {};
  if (regions && !regions.includes(toSubdivision(place))) {
    const message = `must be one of ${regions.join(', ')}`;
    return untaxed({ code: 'checkout.region-unknown', field: '/shippingAddress/region', message });
  }
  const rate = toTaxRegions(place).flatMap(
    (region) => rates.find((candidate) => candidate.region === region) ?? [],
  )[0];
  return (
    rate ??
    untaxed({ code: 'checkout.tax-rate-missing', field: '/shippingAddress', message: 'has no tax rate' })
  );
}

const untaxed = (problem: BasketProblem): Taxation => ({ basisPoints: 0, problem });
