import { idSchema, Money, CustomerId } from '#libs/models';
import { Type } from 'typebox';
import { commandContract } from '../command-contract.ts';
import { EncryptedPaymentToken } from '../encrypted-payment-token.ts';

/**
 * Authorizes the amount (payments). Refused: `payment.declined`, `payment.token-invalid`, `payment.amount-too-small`,
 * `payment.amount-too-large`, `payment.currency-unsupported`, `payment.voided`.
 */
export default commandContract('AuthorizePayment', 1, {
  orderId: idSchema('ord'),
  // An order with nothing to pay has no payment.
  amount: Type.Object({
    ...Money.properties,
    amount: Type.Integer({ ...Money.properties.amount, minimum: 1 }),
  }),
  encryptedPaymentToken: EncryptedPaymentToken,
  customerId: Type.Optional(CustomerId),
});
