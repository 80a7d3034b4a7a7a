import { environment } from '#libs/config';
import { httpHandler, ok, requireCustomer } from '#libs/lambda';
import { enableEndpoint } from '../controllers/enable-endpoint.ts';
import { sqsDeliveryQueue } from '../gateways/delivery-queue.ts';
import { dynamoDbWebhookEndpoints } from '../gateways/dynamodb-webhook-endpoints.ts';
import { endpointView } from '../models/webhook-endpoint.ts';
import request from './enable-endpoint.schema.ts';

const env = environment({ ENDPOINTS_TABLE: 'text', DELIVERIES_QUEUE_URL: 'url' });
const deps = {
  endpoints: dynamoDbWebhookEndpoints({ endpoints: env.ENDPOINTS_TABLE }),
  queue: sqsDeliveryQueue(env.DELIVERIES_QUEUE_URL),
};

export const handler = httpHandler(request, async ({ path, caller }) => {
  const endpoint = await enableEndpoint({ ...path, customerId: requireCustomer(caller).customerId }, deps);
  return ok(endpointView(endpoint), { version: endpoint.version });
});
