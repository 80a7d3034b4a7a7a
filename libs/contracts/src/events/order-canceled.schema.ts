import { idSchema, Instant, CustomerId, Money } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';

/** A confirmed order was canceled. */
export default eventContract(
  'OrderCanceled',
  1,
  Type.Object({
    orderId: idSchema('ord'),
    customerId: Type.Optional(CustomerId),
    email: Type.String({ format: 'email' }),
    reason: Type.String(),
    canceledAt: Instant,
    /** The amount that was paid back: zero when there was nothing to pay. */
    refunded: Money,
  }),
);
