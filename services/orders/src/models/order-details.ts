import { SoldLineItem, Totals } from '#libs/contracts';
import { Address, Currency, CustomerId, idSchema } from '#libs/models';
import { Type, type Static } from 'typebox';

/** What was ordered, without the payment token. */
export const OrderDetails = Type.Object({
  orderId: idSchema('ord'),
  sessionId: idSchema('chk'),
  customerId: Type.Optional(CustomerId),
  email: Type.String(),
  shippingAddress: Address,
  shippingOption: Type.String(),
  lineItems: Type.Array(SoldLineItem, { minItems: 1 }),
  totals: Totals,
  currency: Currency,
});
export type OrderDetails = Static<typeof OrderDetails>;
