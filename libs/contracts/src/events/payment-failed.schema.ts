import { CustomerId, idSchema, Money } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';

/** A buyer's means of payment was refused; the order does not come about. */
export default eventContract(
  'PaymentFailed',
  1,
  Type.Object({
    paymentId: idSchema('pay'),
    orderId: idSchema('ord'),
    customerId: Type.Optional(CustomerId),
    amount: Money,
    /** `payment.declined`, `payment.token-invalid`, `payment.amount-too-small` */
    code: Type.String({ minLength: 1 }),
  }),
);
