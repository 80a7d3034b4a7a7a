import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { getOrder } from '../controllers/get-order.ts';
import { dynamoDbOrderRepository } from '../gateways/dynamodb-order-repository.ts';
import { toOrderView } from '../models/order-view.ts';
import request from './get-order.schema.ts';

const env = environment({ ORDERS_TABLE: 'text' });
const deps = { orders: dynamoDbOrderRepository(env.ORDERS_TABLE) };

export const handler = httpHandler(request, async ({ path, caller }) => {
  const order = await getOrder(path.orderId, caller, deps);
  return ok(toOrderView(order), { version: order.version });
});
