import { CaughtError, commandContract } from '#libs/contracts';
import { OrderDetails } from '../models/order-details.ts';

export default commandContract('RejectOrder', 1, { order: OrderDetails, error: CaughtError });
