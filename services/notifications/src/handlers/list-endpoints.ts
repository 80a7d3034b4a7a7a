import { environment } from '#libs/config';
import { httpHandler, ok, requireCustomer } from '#libs/lambda';
import { dynamoDbWebhookEndpoints } from '../gateways/dynamodb-webhook-endpoints.ts';
import { endpointView } from '../models/webhook-endpoint.ts';
import request from './list-endpoints.schema.ts';

const env = environment({ ENDPOINTS_TABLE: 'text' });
const deps = { endpoints: dynamoDbWebhookEndpoints({ endpoints: env.ENDPOINTS_TABLE }) };

export const handler = httpHandler(request, async ({ query, caller }) => {
  const { items, ...next } = await deps.endpoints.page(requireCustomer(caller).customerId, query);
  return ok({ items: items.map(endpointView), ...next });
});
