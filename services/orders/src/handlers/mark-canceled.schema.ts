import { commandContract } from '#libs/contracts';
import { idSchema } from '#libs/models';

export default commandContract('MarkCanceled', 1, { orderId: idSchema('ord') });
