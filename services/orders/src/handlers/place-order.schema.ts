import { commandContract } from '#libs/contracts';
import { OrderDetails } from '../models/order-details.ts';

export default commandContract('PlaceOrder', 1, { order: OrderDetails });
