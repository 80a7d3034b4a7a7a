import { commandContract } from '#libs/contracts';
import { Type } from 'typebox';
import { OrderDetails } from '../models/order-details.ts';

export default commandContract('RejectOrder', 1, {
  order: OrderDetails,
  failure: Type.Object({ code: Type.String({ minLength: 1 }), detail: Type.Optional(Type.String()) }),
});
