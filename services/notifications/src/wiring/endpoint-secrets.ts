import { environment } from '#libs/config';
import {
  dynamoDbWebhookEndpointRepository,
  dynamoDbWebhookSecretRepository,
} from '../gateways/dynamodb-webhook-endpoint-repository.ts';

/** The endpoints and their secrets, for functions that manage the secrets of an endpoint. */
export function endpointSecrets() {
  const env = environment({ ENDPOINTS_TABLE: 'text', SECRETS_TABLE: 'text' });
  return {
    endpoints: dynamoDbWebhookEndpointRepository({ endpoints: env.ENDPOINTS_TABLE }),
    secrets: dynamoDbWebhookSecretRepository(env.SECRETS_TABLE),
    now: () => new Date(),
  };
}
