import { environment } from '#libs/config';
import { httpHandler, ok, requireCustomer } from '#libs/lambda';
import { ownedEndpoint } from '../controllers/owned-endpoint.ts';
import { dynamoDbWebhookEndpoints } from '../gateways/dynamodb-webhook-endpoints.ts';
import { endpointView } from '../models/webhook-endpoint.ts';
import request from './get-endpoint.schema.ts';

const env = environment({ ENDPOINTS_TABLE: 'text' });
const deps = { endpoints: dynamoDbWebhookEndpoints({ endpoints: env.ENDPOINTS_TABLE }) };

export const handler = httpHandler(request, async ({ path, caller }) => {
  const endpoint = await ownedEndpoint({ ...path, customerId: requireCustomer(caller).customerId }, deps);
  return ok(endpointView(endpoint), { version: endpoint.version });
});
