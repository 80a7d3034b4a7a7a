import { environment } from '#libs/config';
import { created, dynamoDbIdempotency, httpHandler } from '#libs/lambda';
import { createEndpoint } from '../controllers/create-endpoint.ts';
import { dynamoDbWebhookEndpointRepository } from '../gateways/dynamodb-webhook-endpoint-repository.ts';
import { toEndpointView } from '../models/webhook-endpoint.ts';
import { toSecretView } from '../models/webhook-secret.ts';
import { endpointUrlValidator } from '../wiring/endpoint-url-validator.ts';
import request from './create-endpoint.schema.ts';

const env = environment({ IDEMPOTENCY_TABLE: 'text', ENDPOINTS_TABLE: 'text', SECRETS_TABLE: 'text' });
const deps = {
  endpoints: dynamoDbWebhookEndpointRepository({
    endpoints: env.ENDPOINTS_TABLE,
    secrets: env.SECRETS_TABLE,
  }),
  validateUrl: endpointUrlValidator(),
  now: () => new Date(),
};

export const handler = httpHandler(
  request,
  async ({ body, caller }) => {
    const { customerId } = caller;
    const { endpoint, secret } = await createEndpoint(customerId, body, deps);
    return created(
      { ...toEndpointView(endpoint), secret: { ...toSecretView(secret), secret: secret.secret } },
      {
        location: `/notifications/endpoints/${endpoint.endpointId}`,
        version: endpoint.version,
      },
    );
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);
