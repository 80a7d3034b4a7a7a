import { idSchema } from '#libs/models';
import { commandContract } from '../command-contract.ts';

/** payments: takes what was authorized. Refused: `payment.voided`, `payment.unknown`. */
export default commandContract('CapturePayment', 1, {
  orderId: idSchema('ord'),
});
