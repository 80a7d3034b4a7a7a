import { Address, Currency } from '#libs/models';
import { Type } from 'typebox';
import { SoldLineItem, Totals } from './line-item.ts';

/** The data fields that describe what was bought, shared by the events of checkout and orders. */
export const purchaseFields = {
  email: Type.String({ format: 'email' }),
  shippingAddress: Address,
  shippingOption: Type.String(),
  lineItems: Type.Array(SoldLineItem, { minItems: 1 }),
  totals: Totals,
  currency: Currency,
};
