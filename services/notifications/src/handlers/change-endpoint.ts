import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { changeEndpoint } from '../controllers/change-endpoint.ts';
import { dynamoDbWebhookEndpointRepository } from '../gateways/dynamodb-webhook-endpoint-repository.ts';
import { toEndpointView } from '../models/webhook-endpoint.ts';
import { endpointUrlValidator } from '../wiring/endpoint-url-validator.ts';
import request from './change-endpoint.schema.ts';

const env = environment({ ENDPOINTS_TABLE: 'text' });
const deps = {
  endpoints: dynamoDbWebhookEndpointRepository({ endpoints: env.ENDPOINTS_TABLE }),
  validateUrl: endpointUrlValidator(),
};

export const handler = httpHandler(request, async ({ path, body: patch, headers, caller }) => {
  const key = { ...path, customerId: caller.customerId };
  const endpoint = await changeEndpoint({ key, patch, ifMatch: headers['if-match'] }, deps);
  return ok(toEndpointView(endpoint), { version: endpoint.version });
});
