import { MAX_ORDER_LINES, ShippingOptionId, SoldLineItem, Totals } from '#libs/contracts';
import { Address, Currency, CustomerId, EmailAddress, idSchema } from '#libs/models';
import { Type, type Static } from 'typebox';

/** What was ordered, without the payment token. */
export const OrderDetails = Type.Object({
  orderId: idSchema('ord'),
  sessionId: idSchema('chk'),
  customerId: Type.Optional(CustomerId),
  email: EmailAddress,
  shippingAddress: Address,
  shippingOption: ShippingOptionId,
  lineItems: Type.Array(SoldLineItem, { minItems: 1, maxItems: MAX_ORDER_LINES }),
  totals: Totals,
  currency: Currency,
});
export type OrderDetails = Static<typeof OrderDetails>;
