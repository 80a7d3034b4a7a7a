import { CustomerId, idSchema, Money } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';

/** The payment of an order was refunded, in part or in full. */
export default eventContract(
  'PaymentRefunded',
  1,
  Type.Object({
    paymentId: idSchema('pay'),
    orderId: idSchema('ord'),
    /** Absent for guests. */
    customerId: Type.Optional(CustomerId),
    /** The amount of this refund. */
    amount: Money,
    /** The total of all refunds of the payment so far. */
    refundedTotal: Money,
    /** Whether this refund completes the amount of the payment. */
    isFullyRefunded: Type.Boolean(),
  }),
);
