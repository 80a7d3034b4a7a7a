import { environment } from '#libs/config';
import { dynamoDbFulfillmentRepository } from '../gateways/dynamodb-fulfillment-repository.ts';

/** The fulfillments of all orders, for functions that change them. */
export function fulfillmentDependencies() {
  const env = environment({ FULFILLMENT_ORDERS_TABLE: 'text', SHIPMENTS_TABLE: 'text' });
  const tables = { orders: env.FULFILLMENT_ORDERS_TABLE, shipments: env.SHIPMENTS_TABLE };
  return { fulfillments: dynamoDbFulfillmentRepository(tables), now: () => new Date() };
}
