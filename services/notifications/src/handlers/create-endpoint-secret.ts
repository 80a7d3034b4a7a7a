import { environment } from '#libs/config';
import { created, httpHandler, requireCustomer } from '#libs/lambda';
import { rotateEndpointSecret } from '../controllers/endpoint-secrets.ts';
import { dynamoDbWebhookEndpoints, dynamoDbWebhookSecrets } from '../gateways/dynamodb-webhook-endpoints.ts';
import { secretView } from '../models/webhook-secret.ts';
import request from './create-endpoint-secret.schema.ts';

const env = environment({ ENDPOINTS_TABLE: 'text', SECRETS_TABLE: 'text' });
const deps = {
  endpoints: dynamoDbWebhookEndpoints({ endpoints: env.ENDPOINTS_TABLE }),
  secrets: dynamoDbWebhookSecrets(env.SECRETS_TABLE),
  now: () => new Date(),
};

export const handler = httpHandler(request, async ({ path, caller }) => {
  const secret = await rotateEndpointSecret(
    { ...path, customerId: requireCustomer(caller).customerId },
    deps,
  );
  return created(
    { ...secretView(secret), secret: secret.secret },
    { headers: { 'Cache-Control': 'no-store' } },
  );
});
