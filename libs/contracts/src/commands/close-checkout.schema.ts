import { idSchema } from '#libs/models';
import { commandContract } from '../command-contract.ts';

/** checkout: the session is completed. */
export default commandContract('CloseCheckout', 1, {
  sessionId: idSchema('chk'),
  orderId: idSchema('ord'),
});
