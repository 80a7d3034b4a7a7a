import { CustomerId, ErrorCode, idSchema, Money } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';

/** The payment of an order was declined or rejected. */
export default eventContract(
  'PaymentFailed',
  1,
  Type.Object({
    paymentId: idSchema('pay'),
    orderId: idSchema('ord'),
    customerId: Type.Optional(CustomerId),
    amount: Money,
    /** `payment.declined`, `payment.token-invalid`, `payment.amount-too-small` */
    code: ErrorCode,
  }),
);
