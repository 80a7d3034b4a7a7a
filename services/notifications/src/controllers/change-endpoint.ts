import { changeRecord } from '#libs/gateways';
import type { KeptEndpoint, WebhookEndpoints } from '../gateways/webhook-endpoints.ts';
import type { CheckedUrl } from '../helpers/checked-endpoint-url.ts';
import { patched, type EndpointKey, type EndpointPatch } from '../models/webhook-endpoint.ts';
import { ownedEndpoint } from './owned-endpoint.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpoints, 'find' | 'replaceSettings'>;
  /** @throws AppError invalid where the URL may not be posted to */
  readonly check: (url: string) => Promise<CheckedUrl>;
}

interface Request {
  readonly key: EndpointKey;
  readonly patch: EndpointPatch;
  readonly ifMatch: string | undefined;
}

/** Changes where an endpoint is and what it hears of; what waits for it goes to the new place. */
export async function changeEndpoint(
  { key, patch, ifMatch }: Request,
  { endpoints, check }: Dependencies,
): Promise<KeptEndpoint> {
  if (patch.url !== undefined) await check(patch.url);
  return changeRecord({
    read: () => ownedEndpoint(key, { endpoints }),
    change: (endpoint) => patched(endpoint, patch),
    replace: (next) => endpoints.replaceSettings(next),
    ifMatch,
  });
}
