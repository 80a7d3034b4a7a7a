import { CustomerId, idSchema } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';
import { EncryptedPaymentToken } from '../encrypted-payment-token.ts';
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
    /** Encrypted with the token key of payments, bound to the order. Absent when there is nothing to pay. */
    encryptedPaymentToken: Type.Optional(EncryptedPaymentToken),
  }),
);
