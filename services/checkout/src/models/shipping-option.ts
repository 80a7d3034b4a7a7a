import { ShippingOptionId } from '#libs/contracts';
import { Country, Currency, lineSchema, MinorUnits } from '#libs/models';
import { Type, type Static } from 'typebox';

const ShippingPrice = Type.Object(
  {
    currency: Currency,
    amount: MinorUnits,
    /** Shipping is free from this goods value on, after discounts. */
    freeFrom: Type.Optional(MinorUnits),
  },
  { title: 'ShippingPrice', additionalProperties: false },
);

/** A shipping option and its prices. Staff set them. */
export const ShippingOptionDetails = Type.Object(
  {
    title: lineSchema(100),
    /** One for each currency in which it is offered. */
    prices: Type.Array(ShippingPrice, { minItems: 1, maxItems: 20 }),
    /** Destination countries; all countries when absent. */
    countries: Type.Optional(Type.Array(Country, { minItems: 1, maxItems: 250 })),
    /** False once customers can no longer choose it. */
    isOffered: Type.Boolean(),
  },
  { title: 'ShippingOptionDetails', additionalProperties: false },
);

export type ShippingOptionDetails = Static<typeof ShippingOptionDetails>;

export const ShippingOption = Type.Interface(
  [ShippingOptionDetails],
  { optionId: ShippingOptionId },
  { title: 'ShippingOption' },
);
export type ShippingOption = Static<typeof ShippingOption>;

/** A shipping option with its price for a basket. */
export const OfferedShipping = Type.Object(
  {
    optionId: ShippingOptionId,
    title: Type.String(),
    price: MinorUnits,
  },
  { title: 'OfferedShipping' },
);
export type OfferedShipping = Static<typeof OfferedShipping>;

/** What the price of shipping depends on. */
export interface Parcel {
  readonly currency: string;
  /** After discounts, in minor units. */
  readonly goodsValue: number;
  /** Unknown until the session has an address; until then all options are offered. */
  readonly country?: string | undefined;
}

/** The options that a customer can choose, cheapest first. */
export const toOfferedShipping = (options: readonly ShippingOption[], parcel: Parcel): OfferedShipping[] =>
  options
    .filter(({ isOffered }) => isOffered)
    .filter(({ countries }) => !countries || !parcel.country || countries.includes(parcel.country))
    .flatMap(({ optionId, title, prices }) => {
      const price = prices.find(({ currency }) => currency === parcel.currency);
      return price ? [{ optionId, title, price: priceFor(price, parcel.goodsValue) }] : [];
    })
    .toSorted((a, b) => a.price - b.price || a.optionId.localeCompare(b.optionId));

const priceFor = (
  { amount, freeFrom }: ShippingOptionDetails['prices'][number],
  goodsValue: number,
): number => (freeFrom !== undefined && goodsValue >= freeFrom ? 0 : amount);
