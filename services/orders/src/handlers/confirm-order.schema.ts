import { commandContract } from '#libs/contracts';
import { idSchema } from '#libs/models';

export default commandContract('ConfirmOrder', 1, { orderId: idSchema('ord') });
