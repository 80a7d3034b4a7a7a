import { idSchema } from '#libs/models';
import { commandContract } from '../command-contract.ts';

/** Captures the authorized amount (payments). Refused: `payment.voided`, `payment.not-found`. */
export default commandContract('CapturePayment', 1, {
  orderId: idSchema('ord'),
});
