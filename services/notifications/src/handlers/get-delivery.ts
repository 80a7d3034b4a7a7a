import { environment } from '#libs/config';
import { httpHandler, ok, requireCustomer } from '#libs/lambda';
import { ownedDelivery } from '../controllers/owned-delivery.ts';
import { dynamoDbDeliveryLog } from '../gateways/dynamodb-delivery-log.ts';
import { dynamoDbWebhookEndpoints } from '../gateways/dynamodb-webhook-endpoints.ts';
import { deliveryView } from '../models/delivery.ts';
import request from './get-delivery.schema.ts';

const env = environment({ ENDPOINTS_TABLE: 'text', DELIVERIES_TABLE: 'text' });
const deps = {
  endpoints: dynamoDbWebhookEndpoints({ endpoints: env.ENDPOINTS_TABLE }),
  deliveries: dynamoDbDeliveryLog(env.DELIVERIES_TABLE),
};

export const handler = httpHandler(request, async ({ path, caller }) => {
  const delivery = await ownedDelivery({ ...path, customerId: requireCustomer(caller).customerId }, deps);
  return ok(deliveryView(delivery));
});
