import { idSchema } from '#libs/models';
import { commandContract } from '../command-contract.ts';

/** inventory: gives a reservation back; also keeps one that comes late from being made. */
export default commandContract('ReleaseStock', 1, {
  orderId: idSchema('ord'),
});
