import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';

/** Another number of pieces can be sold. A hint: only a reservation is a promise. */
export default eventContract(
  'StockChanged',
  1,
  Type.Object({
    productId: idSchema('prd'),
    available: Type.Integer({ minimum: 0 }),
  }),
);
