import { environment, parameterReader } from '#libs/config';
import { parameterStore } from '#libs/gateways';
import { httpHandler, ok, requireCustomer } from '#libs/lambda';
import { changeEndpoint } from '../controllers/change-endpoint.ts';
import { dynamoDbWebhookEndpoints } from '../gateways/dynamodb-webhook-endpoints.ts';
import { resolveHost } from '../gateways/host-resolver.ts';
import { checkedEndpointUrl } from '../helpers/checked-endpoint-url.ts';
import { endpointView } from '../models/webhook-endpoint.ts';
import WebhookAllowList from '../parameters/webhook-allow-list.schema.ts';
import request from './change-endpoint.schema.ts';

const env = environment({ ENDPOINTS_TABLE: 'text', WEBHOOK_ALLOW_LIST_PARAMETER: 'parameter' });
const parameters = parameterReader(parameterStore());
const allowList = () => parameters.value(env.WEBHOOK_ALLOW_LIST_PARAMETER, WebhookAllowList);
const deps = {
  endpoints: dynamoDbWebhookEndpoints({ endpoints: env.ENDPOINTS_TABLE }),
  check: async (url: string) => checkedEndpointUrl(url, await allowList(), resolveHost),
};

export const handler = httpHandler(request, async ({ path, body: patch, headers, caller }) => {
  const key = { ...path, customerId: requireCustomer(caller).customerId };
  const endpoint = await changeEndpoint({ key, patch, ifMatch: headers['if-match'] }, deps);
  return ok(endpointView(endpoint), { version: endpoint.version });
});
