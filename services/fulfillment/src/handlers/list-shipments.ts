import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { listShipments } from '../controllers/list-shipments.ts';
import { dynamoDbFulfillmentRepository } from '../gateways/dynamodb-fulfillment-repository.ts';
import request from './list-shipments.schema.ts';

const env = environment({ FULFILLMENT_ORDERS_TABLE: 'text', SHIPMENTS_TABLE: 'text' });
const deps = {
  fulfillments: dynamoDbFulfillmentRepository({
    orders: env.FULFILLMENT_ORDERS_TABLE,
    shipments: env.SHIPMENTS_TABLE,
  }),
};

export const handler = httpHandler(request, async ({ query }) => {
  return ok(await listShipments(query, deps));
});
