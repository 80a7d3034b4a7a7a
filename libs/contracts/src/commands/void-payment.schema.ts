import { idSchema } from '#libs/models';
import { commandContract } from '../command-contract.ts';

/** payments: lets go of what was authorized, or gives back what was captured; also keeps a late authorization from being made. */
export default commandContract('VoidPayment', 1, {
  orderId: idSchema('ord'),
});
