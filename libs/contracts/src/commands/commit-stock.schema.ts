import { idSchema } from '#libs/models';
import { commandContract } from '../command-contract.ts';

/** inventory: the reserved pieces are sold. Refused: `reservation.released`, `reservation.not-found`. */
export default commandContract('CommitStock', 1, {
  orderId: idSchema('ord'),
});
