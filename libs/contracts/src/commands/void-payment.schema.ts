import { idSchema } from '#libs/models';
import { commandContract } from '../command-contract.ts';

/** Voids an authorization or refunds a captured payment (payments). An AuthorizePayment command that arrives later is refused. */
export default commandContract('VoidPayment', 1, {
  orderId: idSchema('ord'),
});
