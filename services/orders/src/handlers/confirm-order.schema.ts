import { commandContract } from '#libs/contracts';
import { idOf } from '#libs/models';

export default commandContract('ConfirmOrder', 1, { orderId: idOf('ord') });
