import type { DeliveryLog } from '../gateways/delivery-log.ts';
import type { ResumedEndpoint } from '../gateways/delivery-queue.ts';
import type { KeptEndpoint } from '../gateways/webhook-endpoints.ts';
import { log } from '../log-events.ts';
import { passage, secondsUntilProbe, withProbe, type EndpointHealth } from '../models/endpoint-health.ts';
import { noteEndpointHealth } from './change-endpoint-health.ts';
import { attemptDelivery, type AllAttemptNeeds } from './attempt-delivery.ts';

type Dependencies = AllAttemptNeeds & {
  readonly deliveries: Pick<DeliveryLog, 'find' | 'replace' | 'waiting'>;
};

// Each takes 5 s at most; the rest is left to the next message, well before this function's time is up.
const WORKING_MILLISECONDS = 20_000;
const PAGE = 25;

/**
 * Sends what waits for an endpoint, oldest first, one after the other. While the circuit is open that is one probe;
 * its success sends the message by which the rest follows. Nothing else probes: should this function die on it, its
 * message comes again.
 */
export async function resumeEndpoint(key: ResumedEndpoint, deps: Dependencies): Promise<void> {
  const endpoint = await deps.endpoints.find(key);
  if (!endpoint) return;
  const pass = passage(endpoint.health, deps.now());
  if (pass === 'probe') await probe(endpoint, deps);
  if (pass === 'open') await release(key, deps);
}

async function probe(endpoint: KeptEndpoint, deps: Dependencies): Promise<void> {
  const { endpoints, deliveries, queue, now } = deps;
  const { items } = await deliveries.waiting(endpoint.endpointId, { limit: PAGE });
  // Another one each time: what an endpoint always refuses must not keep the rest back for ever.
  const delivery = items[(endpoint.health.failedProbes ?? 0) % items.length];
  // Where nothing waits, whatever comes to do so asks for the probe.
  const claim = delivery && (await claimProbe(endpoint, deps));
  if (!claim) return;
  await attemptDelivery({ ...delivery, isByHand: false, isProbe: true }, deps);
  const after = await endpoints.find(endpoint);
  // It told nothing, for somebody else was at that delivery: another one is tried when the claim ends.
  if (after?.health.revision === claim.revision)
    await queue.resume(endpoint, secondsUntilProbe(claim, now()));
}

// One probes at a time: the first that moves the time of the probe.
async function claimProbe(
  key: KeptEndpoint,
  { endpoints, now }: Dependencies,
): Promise<EndpointHealth | undefined> {
  const change = (health: EndpointHealth) =>
    passage(health, now()) === 'probe' ? withProbe(health, now()) : health;
  const changed = await noteEndpointHealth(key, change, { endpoints });
  return changed && changed.before !== changed.endpoint.health ? changed.endpoint.health : undefined;
}

async function release(key: ResumedEndpoint, deps: Dependencies): Promise<void> {
  const { deliveries, queue, now } = deps;
  const waitUntil = now().getTime() + WORKING_MILLISECONDS;
  let cursor: string | undefined;
  do {
    const page = await deliveries.waiting(key.endpointId, { limit: PAGE, ...(cursor && { cursor }) });
    for (const delivery of page.items) {
      const outcome = await attemptDelivery({ ...delivery, isByHand: false }, deps);
      log.info('delivery.released', { deliveryId: delivery.deliveryId, outcome });
      if (outcome === 'waits') return;
      if (now().getTime() > waitUntil) return queue.resume(key);
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}
