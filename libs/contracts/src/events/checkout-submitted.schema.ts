import { CustomerId, idSchema } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';
import { purchaseFields } from '../purchase-fields.ts';

/** A buyer has agreed to buy: the placement saga begins. */
export default eventContract(
  'CheckoutSubmitted',
  1,
  Type.Object({
    sessionId: idSchema('chk'),
    orderId: idSchema('ord'),
    customerId: Type.Optional(CustomerId),
    ...purchaseFields,
    // Single-use, and worthless to anyone but the shop that it was issued to.
    paymentToken: Type.String({ minLength: 1 }),
  }),
);
