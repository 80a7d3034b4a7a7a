import { changeRecord } from '#libs/gateways';
import type {
  VersionedEndpoint,
  WebhookEndpointRepository,
} from '../gateways/webhook-endpoint-repository.ts';
import type { ValidatedUrl } from '../helpers/validate-endpoint-url.ts';
import { patched, type EndpointKey, type EndpointPatch } from '../models/webhook-endpoint.ts';
import { getEndpoint } from './get-endpoint.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpointRepository, 'find' | 'replaceSettings'>;
  /** @throws AppError invalid if webhooks must not be sent to the URL */
  readonly validateUrl: (url: string) => Promise<ValidatedUrl>;
}

interface Request {
  readonly key: EndpointKey;
  readonly patch: EndpointPatch;
  readonly ifMatch: string | undefined;
}

/** Changes the settings of an endpoint. Waiting deliveries go to the new URL. */
export async function changeEndpoint(
  { key, patch, ifMatch }: Request,
  { endpoints, validateUrl }: Dependencies,
): Promise<VersionedEndpoint> {
  if (patch.url !== undefined) await validateUrl(patch.url);
  return changeRecord({
    read: () => getEndpoint(key, { endpoints }),
    change: (endpoint) => patched(endpoint, patch),
    replace: (next) => endpoints.replaceSettings(next),
    ifMatch,
  });
}
