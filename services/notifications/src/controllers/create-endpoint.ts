import type { KeptEndpoint, WebhookEndpoints } from '../gateways/webhook-endpoints.ts';
import type { CheckedUrl } from '../helpers/checked-endpoint-url.ts';
import { MAX_ENDPOINTS, newEndpoint, type EndpointInput } from '../models/webhook-endpoint.ts';
import { newSecret, type WebhookSecret } from '../models/webhook-secret.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpoints, 'insert'>;
  /** @throws AppError invalid where the URL may not be posted to */
  readonly check: (url: string) => Promise<CheckedUrl>;
  readonly now: () => Date;
}

/** Registers an endpoint; its secret is told here and never again. */
export async function createEndpoint(
  customerId: string,
  input: EndpointInput,
  { endpoints, check, now }: Dependencies,
): Promise<{ readonly endpoint: KeptEndpoint; readonly secret: WebhookSecret }> {
  await check(input.url);
  const endpoint = newEndpoint(customerId, input, now());
  const secret = newSecret(now());
  const { endpointId } = endpoint;
  return {
    endpoint: await endpoints.insert(endpoint, { endpointId, secrets: [secret] }, MAX_ENDPOINTS),
    secret,
  };
}
