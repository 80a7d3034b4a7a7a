import { httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { OrderView } from '../models/order-view.ts';

export default httpRequest({
  summary: 'Get an order',
  description: 'Available to its customer, to staff and to clients with the scope `tradewind/orders.read`.',
  path: Type.Object({ orderId: idSchema('ord') }),
  responses: { 200: OrderView, 404: Problem },
});
