import { environment } from '#libs/config';
import { httpHandler, noContent, requireCustomer } from '#libs/lambda';
import { deleteEndpointSecret } from '../controllers/endpoint-secrets.ts';
import { dynamoDbWebhookEndpoints, dynamoDbWebhookSecrets } from '../gateways/dynamodb-webhook-endpoints.ts';
import request from './delete-endpoint-secret.schema.ts';

const env = environment({ ENDPOINTS_TABLE: 'text', SECRETS_TABLE: 'text' });
const deps = {
  endpoints: dynamoDbWebhookEndpoints({ endpoints: env.ENDPOINTS_TABLE }),
  secrets: dynamoDbWebhookSecrets(env.SECRETS_TABLE),
  now: () => new Date(),
};

export const handler = httpHandler(request, async ({ path: { endpointId, secretId }, caller }) => {
  const { customerId } = requireCustomer(caller);
  await deleteEndpointSecret({ customerId, endpointId }, secretId, deps);
  return noContent();
});
