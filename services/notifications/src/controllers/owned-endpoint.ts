import type { KeptEndpoint, WebhookEndpoints } from '../gateways/webhook-endpoints.ts';
import { endpointNotFound, type EndpointKey } from '../models/webhook-endpoint.ts';

/** A customer's own endpoint. @throws AppError not-found, also for somebody else's */
export async function ownedEndpoint(
  key: EndpointKey,
  { endpoints }: { readonly endpoints: Pick<WebhookEndpoints, 'find'> },
): Promise<KeptEndpoint> {
  const endpoint = await endpoints.find(key);
  if (!endpoint) throw endpointNotFound();
  return endpoint;
}
