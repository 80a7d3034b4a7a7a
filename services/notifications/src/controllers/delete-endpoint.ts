import { requireVersion } from '#libs/models';
import type { WebhookEndpointRepository } from '../gateways/webhook-endpoint-repository.ts';
import type { EndpointKey } from '../models/webhook-endpoint.ts';
import { getEndpoint } from './get-endpoint.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpointRepository, 'find' | 'remove'>;
}

/** Deletes an endpoint with its secrets. Its deliveries expire; no more attempts are made. */
export async function deleteEndpoint(
  key: EndpointKey,
  ifMatch: string | undefined,
  { endpoints }: Dependencies,
): Promise<void> {
  const endpoint = await getEndpoint(key, { endpoints });
  requireVersion(endpoint, ifMatch);
  await endpoints.remove(endpoint);
}
