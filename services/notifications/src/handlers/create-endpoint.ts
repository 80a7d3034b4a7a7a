import { environment, parameterReader } from '#libs/config';
import { parameterStore } from '#libs/gateways';
import { created, httpHandler, requireCustomer } from '#libs/lambda';
import { createEndpoint } from '../controllers/create-endpoint.ts';
import { dynamoDbWebhookEndpoints } from '../gateways/dynamodb-webhook-endpoints.ts';
import { resolveHost } from '../gateways/host-resolver.ts';
import { checkedEndpointUrl } from '../helpers/checked-endpoint-url.ts';
import { endpointView } from '../models/webhook-endpoint.ts';
import { secretView } from '../models/webhook-secret.ts';
import WebhookAllowList from '../parameters/webhook-allow-list.schema.ts';
import request from './create-endpoint.schema.ts';

const env = environment({
  ENDPOINTS_TABLE: 'text',
  SECRETS_TABLE: 'text',
  WEBHOOK_ALLOW_LIST_PARAMETER: 'parameter',
});
const parameters = parameterReader(parameterStore());
const allowList = () => parameters.value(env.WEBHOOK_ALLOW_LIST_PARAMETER, WebhookAllowList);
const deps = {
  endpoints: dynamoDbWebhookEndpoints({ endpoints: env.ENDPOINTS_TABLE, secrets: env.SECRETS_TABLE }),
  check: async (url: string) => checkedEndpointUrl(url, await allowList(), resolveHost),
  now: () => new Date(),
};

export const handler = httpHandler(request, async ({ body, caller }) => {
  const { customerId } = requireCustomer(caller);
  const { endpoint, secret } = await createEndpoint(customerId, body, deps);
  return created(
    { ...endpointView(endpoint), secret: { ...secretView(secret), secret: secret.secret } },
    {
      location: `/notifications/endpoints/${endpoint.endpointId}`,
      version: endpoint.version,
      headers: { 'Cache-Control': 'no-store' },
    },
  );
});
