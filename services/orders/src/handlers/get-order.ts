import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { getOrder } from '../controllers/get-order.ts';
import { ordersTable } from '../gateways/orders-table.ts';
import { viewOf } from '../models/order-view.ts';
import request from './get-order.schema.ts';

const env = environment({ ORDERS_TABLE: 'text' });
const deps = { orders: ordersTable(env.ORDERS_TABLE) };

export const handler = httpHandler(request, async ({ path, caller }) => {
  const order = await getOrder(path.orderId, caller, deps);
  return ok(viewOf(order), { version: order.version });
});
