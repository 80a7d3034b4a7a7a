import { environment } from '#libs/config';
import { accepted, httpHandler, requireCustomer } from '#libs/lambda';
import { testEndpoint } from '../controllers/test-endpoint.ts';
import { sqsDeliveryQueue } from '../gateways/delivery-queue.ts';
import { dynamoDbDeliveryLog } from '../gateways/dynamodb-delivery-log.ts';
import { dynamoDbWebhookEndpoints } from '../gateways/dynamodb-webhook-endpoints.ts';
import { deliverySummary } from '../models/delivery.ts';
import request from './test-endpoint.schema.ts';

const env = environment({ ENDPOINTS_TABLE: 'text', DELIVERIES_TABLE: 'text', DELIVERIES_QUEUE_URL: 'url' });
const deps = {
  endpoints: dynamoDbWebhookEndpoints({ endpoints: env.ENDPOINTS_TABLE }),
  deliveries: dynamoDbDeliveryLog(env.DELIVERIES_TABLE),
  queue: sqsDeliveryQueue(env.DELIVERIES_QUEUE_URL),
  now: () => new Date(),
};

export const handler = httpHandler(request, async ({ path, caller }) => {
  const delivery = await testEndpoint({ ...path, customerId: requireCustomer(caller).customerId }, deps);
  return accepted(deliverySummary(delivery), {
    location: `/notifications/endpoints/${path.endpointId}/deliveries/${delivery.deliveryId}`,
  });
});
