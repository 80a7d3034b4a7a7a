import { httpRequest, Problem } from '#libs/lambda';
import { idOf } from '#libs/models';
import { Type } from 'typebox';
import { OrderView } from '../models/order-view.ts';

export default httpRequest({
  summary: 'An order, to its customer, staff, and systems that may read orders',
  path: Type.Object({ orderId: idOf('ord') }),
  responses: { 200: OrderView, 404: Problem },
});
