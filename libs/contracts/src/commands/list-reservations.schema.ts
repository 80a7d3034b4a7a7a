import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { commandContract } from '../command-contract.ts';

/** Lists all reservations in pages, unordered, or those of some orders (inventory). Returns a ReservationPage. */
export default commandContract('ListReservations', 1, {
  // The most that BatchGetItem reads. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
  orderIds: Type.Optional(Type.Array(idSchema('ord'), { minItems: 1, maxItems: 100, uniqueItems: true })),
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 2048 })),
});
