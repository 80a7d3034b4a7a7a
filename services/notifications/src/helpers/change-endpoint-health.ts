import { AppError } from '#libs/errors';
import { changeRecord } from '#libs/gateways';
import type {
  VersionedEndpoint,
  WebhookEndpointRepository,
} from '../gateways/webhook-endpoint-repository.ts';
import { log } from '../log-events.ts';
import type { EndpointHealth } from '../models/endpoint-health.ts';
import { endpointNotFound, type EndpointKey } from '../models/webhook-endpoint.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpointRepository, 'find' | 'replaceHealth'>;
  /** Called before each attempt to write a change; called again after a conflict. */
  readonly beforeWrite?: (health: EndpointHealth) => Promise<void>;
}

interface Changed {
  readonly endpoint: VersionedEndpoint;
  /** The same object as the endpoint's health if nothing changed. */
  readonly before: EndpointHealth;
}

/**
 * Changes the health of an endpoint.
 *
 * @param change  pure; returns the same object if nothing changes, and then nothing is written
 * @throws AppError not-found `endpoint.not-found`
 */
export async function changeEndpointHealth(
  key: EndpointKey,
  change: (health: EndpointHealth) => EndpointHealth,
  { endpoints, beforeWrite }: Dependencies,
): Promise<Changed> {
  let before: EndpointHealth | undefined;
  const endpoint = await changeRecord({
    read: async () => (await endpoints.find(key)) ?? throwNotFound(),
    change: (current) => {
      before = current.health;
      const health = change(current.health);
      return health === current.health ? current : { ...current, health };
    },
    replace: async (next) => {
      await beforeWrite?.(next.health);
      await endpoints.replaceHealth(key, next.health);
      return next;
    },
  });
  return { endpoint, before: before ?? endpoint.health };
}

/**
 * Like `changeEndpointHealth`, for callers that can continue without the change.
 *
 * @returns undefined if the endpoint was deleted, or if every write conflicted with concurrent attempts
 */
export async function tryChangeEndpointHealth(
  ...[key, change, deps]: Parameters<typeof changeEndpointHealth>
): Promise<Changed | undefined> {
  try {
    return await changeEndpointHealth(key, change, deps);
  } catch (error) {
    const isExpected =
      error instanceof AppError && ['endpoint.not-found', 'record.changed'].includes(error.code);
    if (!isExpected) throw error;
    log.info('endpoint.health-update-skipped', { endpointId: key.endpointId, reason: error.code });
    return undefined;
  }
}

function throwNotFound(): never {
  throw endpointNotFound();
}
