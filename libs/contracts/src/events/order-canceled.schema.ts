import { idSchema, Instant, CustomerId, EmailAddress, Money } from '#libs/models';
import { Type } from 'typebox';
import { CancellationReason } from '../cancellation-reason.ts';
import { eventContract } from '../event-contract.ts';

/** A confirmed order was canceled. */
export default eventContract(
  'OrderCanceled',
  1,
  Type.Object({
    orderId: idSchema('ord'),
    customerId: Type.Optional(CustomerId),
    email: EmailAddress,
    reason: CancellationReason,
    canceledAt: Instant,
    /** The amount that was paid back: zero when there was nothing to pay. */
    refunded: Money,
  }),
);
