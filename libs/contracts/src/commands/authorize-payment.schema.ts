import { idSchema, Money, CustomerId } from '#libs/models';
import { Type } from 'typebox';
import { commandContract } from '../command-contract.ts';

/**
 * Authorizes the amount (payments). Refused: `payment.declined`, `payment.token-invalid`, `payment.amount-too-small`,
 * `payment.amount-too-large`, `payment.currency-unsupported`, `payment.voided`.
 */
export default commandContract('AuthorizePayment', 1, {
  orderId: idSchema('ord'),
  amount: Money,
  paymentToken: Type.String({ minLength: 1 }),
  customerId: Type.Optional(CustomerId),
});
