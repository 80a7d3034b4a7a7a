import { environment } from '#libs/config';
import { dynamoDbDeliveryRepository } from '../gateways/dynamodb-delivery-repository.ts';
import { dynamoDbWebhookEndpointRepository } from '../gateways/dynamodb-webhook-endpoint-repository.ts';

/** The endpoints and their deliveries. */
export function endpointDeliveries() {
  const env = environment({ ENDPOINTS_TABLE: 'text', DELIVERIES_TABLE: 'text' });
  return {
    endpoints: dynamoDbWebhookEndpointRepository({ endpoints: env.ENDPOINTS_TABLE }),
    deliveries: dynamoDbDeliveryRepository(env.DELIVERIES_TABLE),
  };
}
