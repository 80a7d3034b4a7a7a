import type {
  VersionedEndpoint,
  WebhookEndpointRepository,
} from '../gateways/webhook-endpoint-repository.ts';
import type { ValidatedUrl } from '../helpers/validate-endpoint-url.ts';
import { MAX_ENDPOINTS, newEndpoint, type EndpointInput } from '../models/webhook-endpoint.ts';
import { newSecret, type WebhookSecret } from '../models/webhook-secret.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpointRepository, 'insert'>;
  /** @throws AppError invalid if webhooks must not be sent to the URL */
  readonly validateUrl: (url: string) => Promise<ValidatedUrl>;
  readonly now: () => Date;
}

/** Creates an endpoint with its first secret, which only this response contains. */
export async function createEndpoint(
  customerId: string,
  input: EndpointInput,
  { endpoints, validateUrl, now }: Dependencies,
): Promise<{ readonly endpoint: VersionedEndpoint; readonly secret: WebhookSecret }> {
  await validateUrl(input.url);
  const endpoint = newEndpoint(customerId, input, now());
  const secret = newSecret(now());
  const { endpointId } = endpoint;
  return {
    endpoint: await endpoints.insert(endpoint, { endpointId, secrets: [secret] }, MAX_ENDPOINTS),
    secret,
  };
}
