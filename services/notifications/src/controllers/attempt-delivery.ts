import { AppError } from '#libs/errors';
import { setCorrelationId } from '#libs/logging';
import type { DeliveryRepository, DeliveryKey, VersionedDelivery } from '../gateways/delivery-repository.ts';
import type { DeliveryQueue } from '../gateways/delivery-queue.ts';
import type { WebhookEndpointRepository } from '../gateways/webhook-endpoint-repository.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import {
  claimAttempt,
  finish,
  interruptedAttempt,
  isFinished,
  wait,
  type Attempt,
} from '../models/delivery.ts';
import { circuitState } from '../models/endpoint-health.ts';
import type { EndpointKey } from '../models/webhook-endpoint.ts';
import { recordAttempt, type RecordedOutcome } from './record-attempt.ts';
import { sendWebhook } from './send-webhook.ts';

export interface AttemptDependencies {
  readonly endpoints: Pick<WebhookEndpointRepository, 'find' | 'replaceHealth'>;
  readonly deliveries: Pick<DeliveryRepository, 'find' | 'replace'>;
  readonly queue: DeliveryQueue;
  readonly now: () => Date;
}

export type AttemptDeliveryDependencies = AttemptDependencies &
  Parameters<typeof sendWebhook>[2] &
  Parameters<typeof recordAttempt>[2];

type Due = EndpointKey &
  DeliveryKey & {
    readonly attemptCount: number;
    readonly isManual: boolean;
    /** The only automatic attempt while the circuit is half-open. */
    readonly isProbe?: boolean;
  };

// The index `waiting` is eventually consistent.
const INDEX_DELAY_SECONDS = 1;

// Longer than a function runs: its timeout is 40 s (serverless.yml).
const INTERRUPTED_AFTER_SECONDS = 50;

/** stale: another function made or makes this attempt. waiting: the circuit is open. */
export type AttemptOutcome = RecordedOutcome | 'stale' | 'waiting';

/**
 * Attempts a delivery, if the endpoint's circuit allows it. Of concurrent functions, the first to claim the attempt sends
 * the request. If that function crashes, its attempt is recorded as interrupted, and the delivery is retried on schedule
 * with the same webhook-id: a receiver that ends functions gets no more attempts than any other.
 */
export async function attemptDelivery(due: Due, deps: AttemptDeliveryDependencies): Promise<AttemptOutcome> {
  const { endpoints, deliveries, now } = deps;
  const delivery = await deliveries.find(due);
  if (!delivery || delivery.attemptCount !== due.attemptCount) return 'stale';
  if (isFinished(delivery) && !due.isManual) return 'stale';
  setCorrelationId(delivery.originCorrelationId);

  const endpoint = await endpoints.find(due);
  if (!endpoint) {
    await deliveries.replace(finish(delivery, 'failed')).catch(ignoreConflict);
    return 'failed';
  }
  const { isManual, isProbe = false } = due;
  if (!isManual && isInterrupted(delivery, now()))
    return record(delivery, interruptedAttempt(delivery.claimedAt, now()), isProbe, deps);
  const isAllowed = isManual || isProbe || endpoint.health.circuit === 'closed';
  if (!isAllowed) {
    await holdBack(delivery, deps);
    return 'waiting';
  }

  const claimed = await deliveries.replace(claimAttempt(delivery, now())).catch(ignoreConflict);
  if (!claimed) return 'stale';
  const attempt = await sendWebhook(endpoint, claimed, deps);
  metrics.measure('WebhookDuration', attempt.durationMilliseconds);
  return record(claimed, attempt, isProbe, deps);
}

const isInterrupted = (
  delivery: VersionedDelivery,
  now: Date,
): delivery is VersionedDelivery & { readonly claimedAt: string } =>
  delivery.claimedAt !== undefined &&
  now.getTime() - Date.parse(delivery.claimedAt) > INTERRUPTED_AFTER_SECONDS * 1000;

async function record(
  delivery: VersionedDelivery,
  attempt: Attempt,
  isProbe: boolean,
  deps: AttemptDeliveryDependencies,
): Promise<RecordedOutcome> {
  const outcome = await recordAttempt(delivery, { attempt, isProbe }, deps);
  log.info('webhook.attempted', {
    endpointId: delivery.endpointId,
    deliveryId: delivery.deliveryId,
    attempt: delivery.attemptCount,
    outcome,
    statusCode: attempt.statusCode,
    failure: attempt.error,
  });
  return outcome;
}

async function holdBack(delivery: VersionedDelivery, deps: AttemptDependencies): Promise<void> {
  const { deliveries, endpoints, queue, now } = deps;
  const held = await deliveries.replace(wait(delivery, now())).catch(ignoreConflict);
  const endpoint = held && (await endpoints.find(delivery));
  // The circuit may have closed, or its probe may have become due, before this delivery was visible in the index.
  if (endpoint && ['closed', 'half-open'].includes(circuitState(endpoint.health, now())))
    await queue.resume(endpoint, INDEX_DELAY_SECONDS);
}

function ignoreConflict(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'record.changed') return undefined;
  throw error;
}
