import { commandContract } from '#libs/contracts';
import { OrderDraft } from '../models/order-draft.ts';

export default commandContract('PlaceOrder', 1, { order: OrderDraft });
