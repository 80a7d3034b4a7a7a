import { Country, Currency } from '#libs/models';
import { Type, type Static } from 'typebox';

export const ShippingOptionId = Type.String({ pattern: '^[a-z0-9-]{1,50}$' });

const MinorUnits = Type.Integer({ minimum: 0, maximum: 99_999_999_999 });

const ShippingPrice = Type.Object(
  {
    currency: Currency,
    amount: MinorUnits,
    /** What the goods must be worth, after discounts, to be shipped for nothing. */
    freeFrom: Type.Optional(MinorUnits),
  },
  { additionalProperties: false },
);

/** A way to ship and its price; staff write it. */
export const ShippingTerms = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 100 }),
    /** One for each currency that it is offered in. */
    prices: Type.Array(ShippingPrice, { minItems: 1, maxItems: 20 }),
    /** Where it goes; without it everywhere. */
    countries: Type.Optional(Type.Array(Country, { minItems: 1, maxItems: 250 })),
    /** False once buyers may not choose it any more. */
    isOffered: Type.Boolean(),
  },
  { additionalProperties: false },
);

export type ShippingTerms = Static<typeof ShippingTerms>;

export const ShippingOption = Type.Interface([ShippingTerms], { optionId: ShippingOptionId });
export type ShippingOption = Static<typeof ShippingOption>;

/** An option as a buyer may choose it, at the price of the basket in hand. */
export const OfferedShipping = Type.Object({
  optionId: ShippingOptionId,
  title: Type.String(),
  price: MinorUnits,
});
export type OfferedShipping = Static<typeof OfferedShipping>;

interface Parcel {
  readonly currency: string;
  /** Of the goods, after discounts, in minor units. */
  readonly worth: number;
  /** Unknown until there is an address: then every option is shown. */
  readonly country?: string | undefined;
}

/** What a buyer may choose, cheapest first. */
export const offersFor = (options: readonly ShippingOption[], parcel: Parcel): OfferedShipping[] =>
  options
    .filter(({ isOffered }) => isOffered)
    .filter(({ countries }) => !countries || !parcel.country || countries.includes(parcel.country))
    .flatMap(({ optionId, title, prices }) => {
      const price = prices.find(({ currency }) => currency === parcel.currency);
      return price ? [{ optionId, title, price: priceFor(price, parcel.worth) }] : [];
    })
    .toSorted((a, b) => a.price - b.price || a.optionId.localeCompare(b.optionId));

const priceFor = ({ amount, freeFrom }: ShippingTerms['prices'][number], worth: number): number =>
  freeFrom !== undefined && worth >= freeFrom ? 0 : amount;
