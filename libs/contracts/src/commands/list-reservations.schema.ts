import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { commandContract } from '../command-contract.ts';

/** inventory: reservations in pages and no order, or those of some orders. Answers a ReservationPage. */
export default commandContract('ListReservations', 1, {
  // As many as one BatchGetItem reads. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
  orderIds: Type.Optional(Type.Array(idSchema('ord'), { minItems: 1, maxItems: 100, uniqueItems: true })),
  cursor: Type.Optional(Type.String({ minLength: 1 })),
});
