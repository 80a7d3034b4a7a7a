import { idSchema } from '#libs/models';
import { commandContract } from '../command-contract.ts';

/** Releases a reservation (inventory). A ReserveStock command that arrives later is refused. */
export default commandContract('ReleaseStock', 1, {
  orderId: idSchema('ord'),
});
