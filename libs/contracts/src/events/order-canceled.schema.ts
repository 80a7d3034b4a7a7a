import { idSchema, IsoDateTime, CustomerId } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';

/** An order that stood does so no more. */
export default eventContract(
  'OrderCanceled',
  1,
  Type.Object({
    orderId: idSchema('ord'),
    customerId: Type.Optional(CustomerId),
    email: Type.String({ format: 'email' }),
    reason: Type.String(),
    canceledAt: IsoDateTime,
  }),
);
