import { idSchema } from '#libs/models';
import { commandContract } from '../command-contract.ts';

/** Returns the units of a canceled order to the stock (inventory). Refused: `reservation.not-found`. */
export default commandContract('RestockOrder', 1, {
  orderId: idSchema('ord'),
});
