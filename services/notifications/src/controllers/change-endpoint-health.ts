import { changeRecord } from '#libs/gateways';
import type { KeptEndpoint, WebhookEndpoints } from '../gateways/webhook-endpoints.ts';
import type { EndpointHealth } from '../models/endpoint-health.ts';
import { endpointNotFound, type EndpointKey } from '../models/webhook-endpoint.ts';

interface Needs {
  readonly endpoints: Pick<WebhookEndpoints, 'find' | 'replaceHealth'>;
}

/**
 * Changes how an endpoint does, and writes nothing where nothing changes.
 *
 * @param change  pure; returns the same object where nothing changes
 * @returns the endpoint, and whether this call changed it
 * @throws AppError not-found `endpoint.not-found`
 */
export async function changeEndpointHealth(
  key: EndpointKey,
  change: (health: EndpointHealth) => EndpointHealth,
  { endpoints }: Needs,
): Promise<{ readonly endpoint: KeptEndpoint; readonly before: EndpointHealth }> {
  let before: EndpointHealth | undefined;
  const endpoint = await changeRecord({
    read: async () => (await endpoints.find(key)) ?? refuse(),
    change: (current) => ({ ...current, health: change(current.health) }),
    replace: async (next, current) => {
      if (next.health !== current.health) await endpoints.replaceHealth(key, next.health);
      before = current.health;
      return next;
    },
  });
  return { endpoint, before: before ?? endpoint.health };
}

function refuse(): never {
  throw endpointNotFound();
}
