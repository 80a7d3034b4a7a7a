import { commandContract } from '#libs/contracts';
import { ErrorCode, idSchema } from '#libs/models';

export default commandContract('RejectCancellation', 1, {
  orderId: idSchema('ord'),
  code: ErrorCode,
});
