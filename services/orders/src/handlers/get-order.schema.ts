import { httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { OrderView } from '../models/order-view.ts';

export default httpRequest({
  summary: 'An order, to its customer, staff, and systems that may read orders',
  path: Type.Object({ orderId: idSchema('ord') }),
  responses: { 200: OrderView, 404: Problem },
});
