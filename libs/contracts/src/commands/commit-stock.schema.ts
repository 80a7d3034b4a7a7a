import { idSchema } from '#libs/models';
import { commandContract } from '../command-contract.ts';

/** Marks the reserved units as sold (inventory). Refused: `reservation.released`, `reservation.not-found`. */
export default commandContract('CommitStock', 1, {
  orderId: idSchema('ord'),
});
