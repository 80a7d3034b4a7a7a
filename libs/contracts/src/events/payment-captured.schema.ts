import { idSchema, Money } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';

/** The money for an order is ours. */
export default eventContract(
  'PaymentCaptured',
  1,
  Type.Object({
    paymentId: idSchema('pay'),
    orderId: idSchema('ord'),
    amount: Money,
  }),
);
