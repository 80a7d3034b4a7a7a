import { CaughtError, commandContract } from '#libs/contracts';
import { idSchema } from '#libs/models';

export default commandContract('RejectCancellation', 1, { orderId: idSchema('ord'), error: CaughtError });
