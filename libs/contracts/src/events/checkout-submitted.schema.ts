import { CustomerId, idSchema } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';
import { purchaseFields } from '../purchase-fields.ts';

/** A customer completed a checkout session. The event starts the placement saga. */
export default eventContract(
  'CheckoutSubmitted',
  1,
  Type.Object({
    sessionId: idSchema('chk'),
    orderId: idSchema('ord'),
    customerId: Type.Optional(CustomerId),
    ...purchaseFields,
    // A single-use token that only the shop it was issued to can use.
    paymentToken: Type.String({ minLength: 1 }),
  }),
);
