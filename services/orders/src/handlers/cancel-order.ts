import { environment } from '#libs/config';
import { accepted, httpHandler, dynamoDbIdempotency } from '#libs/lambda';
import { cancelOrder } from '../controllers/cancel-order.ts';
import { dynamoDbOrderRepository } from '../gateways/dynamodb-order-repository.ts';
import { toOrderView } from '../models/order-view.ts';
import request from './cancel-order.schema.ts';

const env = environment({ ORDERS_TABLE: 'text', IDEMPOTENCY_TABLE: 'text' });
const deps = { orders: dynamoDbOrderRepository(env.ORDERS_TABLE) };

export const handler = httpHandler(
  request,
  async ({ path, body, headers, caller, origin }) => {
    const ifMatch = headers['if-match'];
    const order = await cancelOrder({ ...path, ...body, ifMatch, caller, origin }, deps);
    return accepted(toOrderView(order), { version: order.version });
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);
