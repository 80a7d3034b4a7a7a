import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { AuthorizedPayment } from '../authorized-payment.ts';
import { commandContract } from '../command-contract.ts';

/** Captures the authorized amount (payments). Refused: `payment.voided`, `payment.not-found`. */
export default commandContract('CapturePayment', 1, {
  orderId: idSchema('ord'),
  /** The result of AuthorizePayment, so that the payment is not read again. */
  payment: Type.Optional(AuthorizedPayment),
});
