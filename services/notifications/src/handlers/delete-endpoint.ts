import { environment } from '#libs/config';
import { httpHandler, noContent } from '#libs/lambda';
import { deleteEndpoint } from '../controllers/delete-endpoint.ts';
import { dynamoDbWebhookEndpointRepository } from '../gateways/dynamodb-webhook-endpoint-repository.ts';
import request from './delete-endpoint.schema.ts';

const env = environment({ ENDPOINTS_TABLE: 'text', SECRETS_TABLE: 'text' });
const deps = {
  endpoints: dynamoDbWebhookEndpointRepository({
    endpoints: env.ENDPOINTS_TABLE,
    secrets: env.SECRETS_TABLE,
  }),
};

export const handler = httpHandler(request, async ({ path, headers, caller }) => {
  await deleteEndpoint({ ...path, customerId: caller.customerId }, headers['if-match'], deps);
  return noContent();
});
