import { idSchema } from '#libs/models';
import { commandContract } from '../command-contract.ts';

/** Refunds the captured amount in full (payments). Refused: `payment.not-found`, `payment.not-captured`. */
export default commandContract('RefundPayment', 1, {
  orderId: idSchema('ord'),
});
