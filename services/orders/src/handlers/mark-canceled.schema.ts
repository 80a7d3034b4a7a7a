import { commandContract } from '#libs/contracts';
import { idOf } from '#libs/models';

export default commandContract('MarkCanceled', 1, { orderId: idOf('ord') });
