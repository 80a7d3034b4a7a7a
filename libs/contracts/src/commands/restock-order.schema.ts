import { idSchema } from '#libs/models';
import { commandContract } from '../command-contract.ts';

/** inventory: the pieces of a canceled order can be sold again. Refused: `reservation.not-found`. */
export default commandContract('RestockOrder', 1, {
  orderId: idSchema('ord'),
});
