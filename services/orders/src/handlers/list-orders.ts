import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { listOrders } from '../controllers/list-orders.ts';
import { dynamoDbOrderRepository } from '../gateways/dynamodb-order-repository.ts';
import request from './list-orders.schema.ts';

const env = environment({ ORDERS_TABLE: 'text' });
const deps = { orders: dynamoDbOrderRepository(env.ORDERS_TABLE) };

export const handler = httpHandler(request, async ({ query, caller }) =>
  ok(await listOrders(query, caller, deps)),
);
