import { Address, Currency, idOf, IsoDateTime, CustomerId } from '#libs/models';
import { Type } from 'typebox';
import { SoldLineItem, Totals } from '../line-item.ts';
import { eventContract } from '../event-contract.ts';

/** An order stands: it is paid for and its stock is taken. */
export default eventContract(
  'OrderPlaced',
  1,
  Type.Object({
    orderId: idOf('ord'),
    customerId: Type.Optional(CustomerId),
    email: Type.String({ format: 'email' }),
    shippingAddress: Address,
    shippingOption: Type.String(),
    lineItems: Type.Array(SoldLineItem, { minItems: 1 }),
    totals: Totals,
    currency: Currency,
    placedAt: IsoDateTime,
  }),
);
