import { Address, Currency } from '#libs/models';
import { Type } from 'typebox';
import { SoldLineItem, Totals } from './line-item.ts';

/** What a buyer agreed to buy: the same words from checkout to order. Fields of an event's data. */
export const purchaseFields = {
  email: Type.String({ format: 'email' }),
  shippingAddress: Address,
  shippingOption: Type.String(),
  lineItems: Type.Array(SoldLineItem, { minItems: 1 }),
  totals: Totals,
  currency: Currency,
};
