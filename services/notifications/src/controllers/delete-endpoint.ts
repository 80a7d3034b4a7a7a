import { requireVersion } from '#libs/models';
import type { WebhookEndpoints } from '../gateways/webhook-endpoints.ts';
import type { EndpointKey } from '../models/webhook-endpoint.ts';
import { ownedEndpoint } from './owned-endpoint.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpoints, 'find' | 'remove'>;
}

/** Deletes an endpoint with its secrets. Its deliveries age; none goes out any more. */
export async function deleteEndpoint(
  key: EndpointKey,
  ifMatch: string | undefined,
  { endpoints }: Dependencies,
): Promise<void> {
  const endpoint = await ownedEndpoint(key, { endpoints });
  requireVersion(endpoint, ifMatch);
  await endpoints.remove(endpoint);
}
