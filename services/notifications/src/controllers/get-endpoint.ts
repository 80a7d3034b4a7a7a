import type {
  VersionedEndpoint,
  WebhookEndpointRepository,
} from '../gateways/webhook-endpoint-repository.ts';
import { endpointNotFound, type EndpointKey } from '../models/webhook-endpoint.ts';

/** @throws AppError not-found, also for another customer's endpoint */
export async function getEndpoint(
  key: EndpointKey,
  { endpoints }: { readonly endpoints: Pick<WebhookEndpointRepository, 'find'> },
): Promise<VersionedEndpoint> {
  const endpoint = await endpoints.find(key);
  if (!endpoint) throw endpointNotFound();
  return endpoint;
}
