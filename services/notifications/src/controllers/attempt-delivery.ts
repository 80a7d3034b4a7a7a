import { AppError } from '#libs/errors';
import type { DeliveryLog, DeliveryKey, KeptDelivery } from '../gateways/delivery-log.ts';
import type { DeliveryQueue } from '../gateways/delivery-queue.ts';
import type { WebhookEndpoints } from '../gateways/webhook-endpoints.ts';
import { setCorrelationId } from '#libs/logging';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { claimed, isOver, over, waiting } from '../models/delivery.ts';
import { passage } from '../models/endpoint-health.ts';
import type { EndpointKey } from '../models/webhook-endpoint.ts';
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
    /** The one that may go out while the circuit is open. */
    readonly isProbe?: boolean;
  };

// The index of what waits is a moment behind.
const INDEX_BEHIND_SECONDS = 1;

/** stale: somebody else did or does it. waits: the circuit holds it back. */
export type AttemptOutcome = Settled | 'stale' | 'waits';

/**
 * Makes one attempt of a delivery, if its endpoint's circuit lets it pass. Whoever counts the attempt first makes it;
 * should this function die on it, the delivery comes up again, under the same webhook-id.
 */
export async function attemptDelivery(due: Due, deps: AllAttemptNeeds): Promise<AttemptOutcome> {
  const { endpoints, deliveries, now } = deps;
  const delivery = await deliveries.find(due);
  if (!delivery || delivery.attemptCount !== due.attemptCount) return 'stale';
  if (isOver(delivery) && !due.isByHand) return 'stale';
  if (delivery.correlationId !== undefined) setCorrelationId(delivery.correlationId);

  const endpoint = await endpoints.find(due);
  if (!endpoint) {
    await deliveries.replace(over(delivery, 'failed')).catch(ignoreLostRace);
    return 'failed';
  }
  const { isByHand, isProbe = false } = due;
  const mayPass = isByHand || isProbe || endpoint.health.circuit === 'closed';
  if (!mayPass) {
    await standInLine(delivery, deps);
    return 'waits';
  }

  const counted = await deliveries.replace(claimed(delivery, now())).catch(ignoreLostRace);
  if (!counted) return 'stale';
  const attempt = await sendWebhook(endpoint, counted, deps);
  metrics.measure('WebhookDuration', attempt.durationMilliseconds);
  const outcome = await settleAttempt(counted, { attempt, isProbe }, deps);
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

async function standInLine(delivery: KeptDelivery, deps: AttemptNeeds): Promise<void> {
  const { deliveries, endpoints, queue, now } = deps;
  const inLine = await deliveries.replace(waiting(delivery, now())).catch(ignoreLostRace);
  const endpoint = inLine && (await endpoints.find(delivery));
  // The circuit closed, or the time of its probe came, before this stood in line, where nobody would look for it now.
  if (endpoint && passage(endpoint.health, now()) !== 'shut')
    await queue.resume(endpoint, INDEX_BEHIND_SECONDS);
}

function ignoreLostRace(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'record.changed') return undefined;
  throw error;
}
