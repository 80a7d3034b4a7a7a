import { environment } from '#libs/config';
import { httpHandler, ok, requireCustomer } from '#libs/lambda';
import { searchDeliveries } from '../controllers/search-deliveries.ts';
import { dynamoDbDeliveryLog } from '../gateways/dynamodb-delivery-log.ts';
import { dynamoDbWebhookEndpoints } from '../gateways/dynamodb-webhook-endpoints.ts';
import { deliverySummary } from '../models/delivery.ts';
import request from './list-deliveries.schema.ts';

const env = environment({ ENDPOINTS_TABLE: 'text', DELIVERIES_TABLE: 'text' });
const deps = {
  endpoints: dynamoDbWebhookEndpoints({ endpoints: env.ENDPOINTS_TABLE }),
  deliveries: dynamoDbDeliveryLog(env.DELIVERIES_TABLE),
};

export const handler = httpHandler(request, async ({ path, query, caller }) => {
  const { items, ...next } = await searchDeliveries(
    { ...path, customerId: requireCustomer(caller).customerId },
    query,
    deps,
  );
  return ok({ items: items.map(deliverySummary), ...next });
});
