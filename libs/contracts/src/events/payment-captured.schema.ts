import { idSchema, Money } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';

/** The payment of an order was captured. */
export default eventContract(
  'PaymentCaptured',
  1,
  Type.Object({
    paymentId: idSchema('pay'),
    orderId: idSchema('ord'),
    amount: Money,
  }),
);
