import { AppError } from '#libs/errors';
import type { DeliveryLog, DeliveryKey, KeptDelivery } from '../gateways/delivery-log.ts';
import type { DeliveryQueue } from '../gateways/delivery-queue.ts';
import type { KeptEndpoint, WebhookEndpoints } from '../gateways/webhook-endpoints.ts';
import { measure, useCorrelationId } from '#libs/logging';
import { log } from '../log-events.ts';
import { claimed, isOver, over, waiting } from '../models/delivery.ts';
import { passage, withProbe } from '../models/endpoint-health.ts';
import type { EndpointKey } from '../models/webhook-endpoint.ts';
import { changeEndpointHealth } from './change-endpoint-health.ts';
import { settleAttempt, type Settled } from './settle-attempt.ts';
import { sendWebhook } from './send-webhook.ts';

export interface AttemptNeeds {
  readonly endpoints: Pick<WebhookEndpoints, 'find' | 'replaceHealth'>;
  readonly deliveries: Pick<DeliveryLog, 'find' | 'replace'>;
  readonly queue: DeliveryQueue;
  readonly now: () => Date;
}

export type AllAttemptNeeds = AttemptNeeds &
  Parameters<typeof sendWebhook>[2] &
  Parameters<typeof settleAttempt>[2];

type Due = EndpointKey &
  DeliveryKey & {
    readonly attemptCount: number;
    readonly isByHand: boolean;
  };

/** stale: somebody else did or does it. waits: the circuit holds it back. */
export type AttemptOutcome = Settled | 'stale' | 'waits';

/**
 * Makes one attempt of a delivery, if its endpoint's circuit lets it pass. Whoever counts the attempt first makes it;
 * should this function die on it, the delivery comes up again, under the same webhook-id.
 */
export async function attemptDelivery(due: Due, needs: AllAttemptNeeds): Promise<AttemptOutcome> {
  const { endpoints, deliveries, now } = needs;
  const delivery = await deliveries.find(due);
  if (!delivery || delivery.attemptCount !== due.attemptCount) return 'stale';
  if (isOver(delivery) && !due.isByHand) return 'stale';
  if (delivery.tracedBy !== undefined) useCorrelationId(delivery.tracedBy);

  const endpoint = await endpoints.find(due);
  if (!endpoint) {
    await deliveries.replace(over(delivery, 'failed')).catch(ignoreLostRace);
    return 'failed';
  }
  const admitted = due.isByHand ? { pass: 'open', delivery } : await admit(endpoint, delivery, needs);
  if (!admitted) return 'waits';

  const counted = await deliveries.replace(claimed(admitted.delivery, now())).catch(ignoreLostRace);
  if (!counted) return 'stale';
  const attempt = await sendWebhook(endpoint, counted, needs);
  measure('WebhookDuration', attempt.durationMilliseconds);
  const outcome = await settleAttempt(counted, { attempt, isProbe: admitted.pass === 'probe' }, needs);
  log.info('webhook.attempted', {
    endpointId: due.endpointId,
    deliveryId: due.deliveryId,
    attempt: counted.attemptCount,
    outcome,
    statusCode: attempt.statusCode,
    failure: attempt.error,
  });
  return outcome;
}

interface Admitted {
  readonly pass: 'open' | 'probe';
  readonly delivery: KeptDelivery;
}

// What may not pass stands in line.
async function admit(
  endpoint: KeptEndpoint,
  delivery: KeptDelivery,
  needs: AttemptNeeds,
): Promise<Admitted | undefined> {
  const { deliveries, endpoints, now } = needs;
  const pass = await claimPassage(endpoint, needs);
  if (pass !== 'shut') return { pass, delivery };
  const inLine = await deliveries.replace(waiting(delivery, now())).catch(ignoreLostRace);
  // The circuit may have closed just before this delivery stood in line, where nobody would look for it now.
  const known = inLine && (await endpoints.find(endpoint));
  const passNow = known ? await claimPassage(known, needs) : 'shut';
  return inLine && passNow !== 'shut' ? { pass: passNow, delivery: inLine } : undefined;
}

// One probes at a time: the first that moves the time of the probe.
async function claimPassage(
  { health, ...endpoint }: KeptEndpoint,
  { endpoints, now }: AttemptNeeds,
): Promise<'open' | 'probe' | 'shut'> {
  const pass = passage(health, now());
  if (pass !== 'probe') return pass;
  const change = (current: typeof health) =>
    passage(current, now()) === 'probe' ? withProbe(current, now()) : current;
  const { before, endpoint: after } = await changeEndpointHealth(endpoint, change, { endpoints });
  if (before !== after.health) return 'probe';
  return passage(after.health, now()) === 'open' ? 'open' : 'shut';
}

function ignoreLostRace(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'record.changed') return undefined;
  throw error;
}
