import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { dynamoDbWebhookEndpointRepository } from '../gateways/dynamodb-webhook-endpoint-repository.ts';
import { toEndpointView } from '../models/webhook-endpoint.ts';
import request from './list-endpoints.schema.ts';

const env = environment({ ENDPOINTS_TABLE: 'text' });
const deps = { endpoints: dynamoDbWebhookEndpointRepository({ endpoints: env.ENDPOINTS_TABLE }) };

export const handler = httpHandler(request, async ({ query, caller }) => {
  const { items, ...next } = await deps.endpoints.list(caller.customerId, query);
  return ok({ items: items.map(toEndpointView), ...next });
});
