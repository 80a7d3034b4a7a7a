import { AppError } from '#libs/errors';
import { changeRecord } from '#libs/gateways';
import type { KeptEndpoint, WebhookEndpoints } from '../gateways/webhook-endpoints.ts';
import { log } from '../log-events.ts';
import type { EndpointHealth } from '../models/endpoint-health.ts';
import { endpointNotFound, type EndpointKey } from '../models/webhook-endpoint.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpoints, 'find' | 'replaceHealth'>;
  /** Called before a change is written, again where a race was lost. */
  readonly beforeWrite?: (health: EndpointHealth) => Promise<void>;
}

interface Changed {
  readonly endpoint: KeptEndpoint;
  /** The same object as the endpoint's health where nothing changed. */
  readonly before: EndpointHealth;
}

/**
 * Changes how an endpoint does, and writes nothing where nothing changes.
 *
 * @param change  pure; returns the same object where nothing changes
 * @throws AppError not-found `endpoint.not-found`
 */
export async function changeEndpointHealth(
  key: EndpointKey,
  change: (health: EndpointHealth) => EndpointHealth,
  { endpoints, beforeWrite }: Dependencies,
): Promise<Changed> {
  let before: EndpointHealth | undefined;
  const endpoint = await changeRecord({
    read: async () => (await endpoints.find(key)) ?? refuse(),
    change: (current) => {
      const health = change(current.health);
      return health === current.health ? current : { ...current, health };
    },
    replace: async (next, current) => {
      before = current.health;
      await beforeWrite?.(next.health);
      await endpoints.replaceHealth(key, next.health);
      return next;
    },
  });
  return { endpoint, before: before ?? endpoint.health };
}

/**
 * The same for who can go on without it: another attempt will tell as much.
 *
 * @returns undefined where the endpoint was deleted meanwhile, or attempts that ended together were quicker each time
 */
export async function noteEndpointHealth(
  ...[key, change, deps]: Parameters<typeof changeEndpointHealth>
): Promise<Changed | undefined> {
  try {
    return await changeEndpointHealth(key, change, deps);
  } catch (error) {
    const isExpected =
      error instanceof AppError && ['endpoint.not-found', 'record.changed'].includes(error.code);
    if (!isExpected) throw error;
    log.info('endpoint.health-not-counted', { endpointId: key.endpointId, reason: error.code });
    return undefined;
  }
}

function refuse(): never {
  throw endpointNotFound();
}
