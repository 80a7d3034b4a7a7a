import { environment } from '#libs/config';
import { created, httpHandler, requireCustomer } from '#libs/lambda';
import { createEndpoint } from '../controllers/create-endpoint.ts';
import { dynamoDbWebhookEndpoints } from '../gateways/dynamodb-webhook-endpoints.ts';
import { resolveHost } from '../gateways/host-resolver.ts';
import { webhookSettings } from '../gateways/webhook-settings.ts';
import { checkedEndpointUrl } from '../helpers/checked-endpoint-url.ts';
import { endpointView } from '../models/webhook-endpoint.ts';
import { allowListFrom } from '../models/webhook-settings.ts';
import { secretView } from '../models/webhook-secret.ts';
import request from './create-endpoint.schema.ts';

const env = environment({ ENDPOINTS_TABLE: 'text', SECRETS_TABLE: 'text', WEBHOOK_PARAMETERS: 'text' });
const settings = webhookSettings(env.WEBHOOK_PARAMETERS);
const needs = {
  endpoints: dynamoDbWebhookEndpoints({ endpoints: env.ENDPOINTS_TABLE, secrets: env.SECRETS_TABLE }),
  check: async (url: string) => checkedEndpointUrl(url, await settings.allowList(allowListFrom), resolveHost),
  now: () => new Date(),
};

export const handler = httpHandler(request, async ({ body, caller }) => {
  const { customerId } = requireCustomer(caller);
  const { endpoint, secret } = await createEndpoint(customerId, body, needs);
  return created(
    { ...endpointView(endpoint), secret: { ...secretView(secret), secret: secret.secret } },
    {
      location: `/notifications/endpoints/${endpoint.endpointId}`,
      version: endpoint.version,
      headers: { 'Cache-Control': 'no-store' },
    },
  );
});
