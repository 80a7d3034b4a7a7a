import { Address, Currency, EmailAddress } from '#libs/models';
import { Type } from 'typebox';
import { MAX_ORDER_LINES, SoldLineItem, Totals } from './line-item.ts';

/** The id of a shipping option, which staff choose. */
export const ShippingOptionId = Type.String({
  title: 'ShippingOptionId',
  examples: ['standard'],
  pattern: '^[a-z0-9-]{1,50}$',
});

/** The data fields that describe what was bought, shared by the events of checkout and orders. */
export const purchaseFields = {
  email: EmailAddress,
  shippingAddress: Address,
  shippingOption: ShippingOptionId,
  lineItems: Type.Array(SoldLineItem, { minItems: 1, maxItems: MAX_ORDER_LINES }),
  totals: Totals,
  currency: Currency,
};
