import { Count, idSchema } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';

/** The number of available units of a product changed. Informational: only a reservation guarantees stock. */
export default eventContract(
  'StockChanged',
  1,
  Type.Object({
    productId: idSchema('prd'),
    available: Count,
  }),
);
