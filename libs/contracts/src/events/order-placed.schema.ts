import { CustomerId, idSchema, Instant } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';
import { purchaseFields } from '../purchase-fields.ts';

/** An order was confirmed: the payment is captured and the stock committed. */
export default eventContract(
  'OrderPlaced',
  1,
  Type.Object({
    orderId: idSchema('ord'),
    customerId: Type.Optional(CustomerId),
    ...purchaseFields,
    placedAt: Instant,
  }),
);
