import { idSchema } from '#libs/models';
import { commandContract } from '../command-contract.ts';

/** Marks a session as completed (checkout). */
export default commandContract('CloseCheckout', 1, {
  sessionId: idSchema('chk'),
  orderId: idSchema('ord'),
});
