import { Address, Currency, idOf, CustomerId } from '#libs/models';
import { Type } from 'typebox';
import { SoldLineItem, Totals } from '../line-item.ts';
import { eventContract } from '../event-contract.ts';

/** A buyer has agreed to buy: the placement saga begins. */
export default eventContract(
  'CheckoutSubmitted',
  1,
  Type.Object({
    sessionId: idOf('chk'),
    orderId: idOf('ord'),
    customerId: Type.Optional(CustomerId),
    email: Type.String({ format: 'email' }),
    shippingAddress: Address,
    shippingOption: Type.String(),
    lineItems: Type.Array(SoldLineItem, { minItems: 1 }),
    totals: Totals,
    currency: Currency,
    // Single-use, and worthless to anyone but the shop that it was issued to.
    paymentToken: Type.String({ minLength: 1 }),
  }),
);
