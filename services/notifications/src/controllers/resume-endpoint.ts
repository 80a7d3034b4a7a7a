import type { DeliveryLog } from '../gateways/delivery-log.ts';
import type { ResumedEndpoint } from '../gateways/delivery-queue.ts';
import { log } from '../log-events.ts';
import { passage } from '../models/endpoint-health.ts';
import { attemptDelivery, type AllAttemptNeeds } from './attempt-delivery.ts';

type Needs = AllAttemptNeeds & { readonly deliveries: Pick<DeliveryLog, 'find' | 'replace' | 'waiting'> };

// Each takes 5 s at most; the rest is left to the next message, well before this function's time is up.
const WORKING_MILLISECONDS = 20_000;
const PAGE = 25;

/**
 * Sends what waits for an endpoint, oldest first, one after the other. While the circuit is open that is one probe;
 * its success sends the message by which the rest follows.
 */
export async function resumeEndpoint(key: ResumedEndpoint, needs: Needs): Promise<void> {
  const { endpoints, deliveries, queue, now } = needs;
  const until = now().getTime() + WORKING_MILLISECONDS;
  const endpoint = await endpoints.find(key);
  if (!endpoint) return;
  const pass = passage(endpoint.health, now());
  if (pass === 'shut') return;
  if (pass === 'probe') return probe(key, endpoint.health.failedProbes ?? 0, needs);

  let cursor: string | undefined;
  do {
    const page = await deliveries.waiting(key.endpointId, { limit: PAGE, ...(cursor && { cursor }) });
    for (const delivery of page.items) {
      const outcome = await attemptDelivery({ ...delivery, isByHand: false }, needs);
      log.info('delivery.released', { deliveryId: delivery.deliveryId, outcome });
      if (outcome === 'waits') return;
      if (now().getTime() > until) return queue.resume(key);
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

// Another one each time: what an endpoint always refuses must not keep the rest back for ever.
async function probe(key: ResumedEndpoint, failedProbes: number, needs: Needs): Promise<void> {
  const { items } = await needs.deliveries.waiting(key.endpointId, { limit: PAGE });
  const delivery = items[failedProbes % items.length];
  if (delivery) await attemptDelivery({ ...delivery, isByHand: false }, needs);
}
