import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { getEndpoint } from '../controllers/get-endpoint.ts';
import { dynamoDbWebhookEndpointRepository } from '../gateways/dynamodb-webhook-endpoint-repository.ts';
import { toEndpointView } from '../models/webhook-endpoint.ts';
import request from './get-endpoint.schema.ts';

const env = environment({ ENDPOINTS_TABLE: 'text' });
const deps = { endpoints: dynamoDbWebhookEndpointRepository({ endpoints: env.ENDPOINTS_TABLE }) };

export const handler = httpHandler(request, async ({ path, caller }) => {
  const endpoint = await getEndpoint({ ...path, customerId: caller.customerId }, deps);
  return ok(toEndpointView(endpoint), { version: endpoint.version });
});
