import type { DeliveryRepository } from '../gateways/delivery-repository.ts';
import type { ResumedEndpoint } from '../gateways/delivery-queue.ts';
import type { VersionedEndpoint } from '../gateways/webhook-endpoint-repository.ts';
import { log } from '../log-events.ts';
import {
  circuitState,
  secondsUntilProbe,
  withClaimedProbe,
  type EndpointHealth,
} from '../models/endpoint-health.ts';
import { tryChangeEndpointHealth } from '../helpers/change-endpoint-health.ts';
import { attemptDelivery, type AttemptDeliveryDependencies } from './attempt-delivery.ts';

type Dependencies = AttemptDeliveryDependencies & {
  readonly deliveries: Pick<DeliveryRepository, 'find' | 'replace' | 'listWaiting'>;
};

// An attempt takes up to 5 s and the function may run for 40 s; the next message continues.
const RELEASE_MILLISECONDS = 20_000;
const PAGE_SIZE = 25;

/**
 * Releases the waiting deliveries of an endpoint sequentially, oldest first. If the circuit is half-open, it sends one probe
 * instead; a successful probe enqueues the message that releases the rest. Only this function probes: if it crashes, SQS
 * redelivers its message.
 */
export async function resumeEndpoint(key: ResumedEndpoint, deps: Dependencies): Promise<void> {
  const endpoint = await deps.endpoints.find(key);
  if (!endpoint) return;
  const circuit = circuitState(endpoint.health, deps.now());
  if (circuit === 'half-open') await probe(endpoint, deps);
  if (circuit === 'closed') await release(key, deps);
}

async function probe(endpoint: VersionedEndpoint, deps: Dependencies): Promise<void> {
  const { endpoints, deliveries, queue, now } = deps;
  const { items } = await deliveries.listWaiting(endpoint.endpointId, { limit: PAGE_SIZE });
  // Each probe uses another delivery, so that one that the endpoint always rejects does not block the others.
  const delivery = items[(endpoint.health.failedProbes ?? 0) % items.length];
  // If nothing waits, the next delivery that is held back requests the probe.
  const claim = delivery && (await claimProbe(endpoint, deps));
  if (!claim) return;
  await attemptDelivery({ ...delivery, isManual: false, isProbe: true }, deps);
  const after = await endpoints.find(endpoint);
  // Unchanged health: another function made the attempt, so the probe is repeated when its claim ends.
  if (after?.health.revision === claim.revision)
    await queue.resume(endpoint, secondsUntilProbe(claim, now()));
}

// Only the function that changes `probeAt` first may probe.
async function claimProbe(
  key: VersionedEndpoint,
  { endpoints, now }: Dependencies,
): Promise<EndpointHealth | undefined> {
  const change = (health: EndpointHealth) =>
    circuitState(health, now()) === 'half-open' ? withClaimedProbe(health, now()) : health;
  const changed = await tryChangeEndpointHealth(key, change, { endpoints });
  return changed && changed.before !== changed.endpoint.health ? changed.endpoint.health : undefined;
}

async function release(key: ResumedEndpoint, deps: Dependencies): Promise<void> {
  const { deliveries, queue, now } = deps;
  const deadline = now().getTime() + RELEASE_MILLISECONDS;
  let cursor: string | undefined;
  do {
    const page = await deliveries.listWaiting(key.endpointId, {
      limit: PAGE_SIZE,
      ...(cursor && { cursor }),
    });
    for (const delivery of page.items) {
      const outcome = await attemptDelivery({ ...delivery, isManual: false }, deps);
      log.info('delivery.released', { deliveryId: delivery.deliveryId, outcome });
      if (outcome === 'waiting') return;
      if (now().getTime() > deadline) return queue.resume(key);
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}
