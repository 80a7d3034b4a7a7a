import { CustomerId, idSchema, Money } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';

/** Money for an order went back. */
export default eventContract(
  'PaymentRefunded',
  1,
  Type.Object({
    paymentId: idSchema('pay'),
    orderId: idSchema('ord'),
    /** Absent where a guest bought. */
    customerId: Type.Optional(CustomerId),
    /** Of this refund. */
    amount: Money,
    /** Of all refunds of the payment so far. */
    refundedTotal: Money,
  }),
);
