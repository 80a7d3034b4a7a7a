import { idSchema } from '#libs/models';
import { commandContract } from '../command-contract.ts';

/** payments: gives back all that was captured. Refused: `payment.unknown`, `payment.not-captured`. */
export default commandContract('RefundPayment', 1, {
  orderId: idSchema('ord'),
});
