import { environment } from '#libs/config';
import { httpHandler, ok, requireCustomer } from '#libs/lambda';
import { changeEndpoint } from '../controllers/change-endpoint.ts';
import { dynamoDbWebhookEndpoints } from '../gateways/dynamodb-webhook-endpoints.ts';
import { resolveHost } from '../gateways/host-resolver.ts';
import { webhookSettings } from '../gateways/webhook-settings.ts';
import { checkedEndpointUrl } from '../helpers/checked-endpoint-url.ts';
import { endpointView } from '../models/webhook-endpoint.ts';
import { allowListFrom } from '../models/webhook-settings.ts';
import request from './change-endpoint.schema.ts';

const env = environment({ ENDPOINTS_TABLE: 'text', WEBHOOK_PARAMETERS: 'text' });
const settings = webhookSettings(env.WEBHOOK_PARAMETERS);
const needs = {
  endpoints: dynamoDbWebhookEndpoints({ endpoints: env.ENDPOINTS_TABLE }),
  check: async (url: string) => checkedEndpointUrl(url, await settings.allowList(allowListFrom), resolveHost),
};

export const handler = httpHandler(request, async ({ path, body: patch, headers, caller }) => {
  const key = { ...path, customerId: requireCustomer(caller).customerId };
  const endpoint = await changeEndpoint({ key, patch, ifMatch: headers['if-match'] }, needs);
  return ok(endpointView(endpoint), { version: endpoint.version });
});
