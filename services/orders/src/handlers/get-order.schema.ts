import { customerOrStaff, httpRequest } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { READ_SCOPE } from '../models/order-access.ts';
import { OrderView } from '../models/order-view.ts';

export default httpRequest({
  tag: 'Orders',
  summary: 'Get an order',
  description: 'Available to its customer, to staff and to clients with the scope `tradewind/orders.read`.',
  access: customerOrStaff(READ_SCOPE),
  path: Type.Object({ orderId: idSchema('ord') }),
  responses: { 200: OrderView },
  sends: ['ETag'],
  problems: { 404: ['order.not-found'] },
});
