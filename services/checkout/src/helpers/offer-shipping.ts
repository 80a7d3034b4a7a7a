import type { Versioned } from '#libs/gateways';
import type { PricingRule, ShippingOptionRepository } from '../gateways/pricing-rule-repository.ts';
import type { Session } from '../models/session.ts';
import {
  toOfferedShipping,
  type OfferedShipping,
  type Parcel,
  type ShippingOptionDetails,
} from '../models/shipping-option.ts';

/** A session with the shipping options that its customer can choose, which are not stored. */
export interface OfferedSession {
  readonly session: Versioned<Session>;
  /** Absent when the session is not open. */
  readonly shippingOptions?: readonly OfferedShipping[];
}

/** The options for a parcel, at the current prices. */
export const toOffers = (
  rules: readonly PricingRule<ShippingOptionDetails>[],
  parcel: Parcel,
): OfferedShipping[] =>
  toOfferedShipping(
    rules.map(({ id, details }) => ({ optionId: id, ...details })),
    parcel,
  );

/** The options for a stored session. */
export async function offerShipping(
  { currency, totals, shippingAddress }: Pick<Session, 'currency' | 'totals' | 'shippingAddress'>,
  { shippingOptions }: { readonly shippingOptions: Pick<ShippingOptionRepository, 'findAll'> },
): Promise<OfferedShipping[]> {
  const goodsValue = totals.subtotal - totals.discount;
  return toOffers(await shippingOptions.findAll(), {
    currency,
    goodsValue,
    country: shippingAddress?.country,
  });
}
