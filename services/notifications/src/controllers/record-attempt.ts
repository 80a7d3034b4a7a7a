import { changeRecord } from '#libs/gateways';
import type { DeliveryRepository, VersionedDelivery } from '../gateways/delivery-repository.ts';
import type { DeliveryQueue } from '../gateways/delivery-queue.ts';
import type { WebhookEndpointRepository } from '../gateways/webhook-endpoint-repository.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import {
  addAttempt,
  deliveryNotFound,
  finish,
  scheduleAttempt,
  wait,
  type Attempt,
} from '../models/delivery.ts';
import {
  afterFailure,
  afterGone,
  afterSuccess,
  secondsUntilProbe,
  type EndpointHealth,
} from '../models/endpoint-health.ts';
import { retryDelaySeconds } from '../models/retry-schedule.ts';
import type { CircuitBreakerSettings } from '../models/circuit-breaker-settings.ts';
import { tryChangeEndpointHealth } from '../helpers/change-endpoint-health.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpointRepository, 'find' | 'replaceHealth'>;
  readonly deliveries: Pick<DeliveryRepository, 'find' | 'replace'>;
  readonly queue: DeliveryQueue;
  readonly settings: {
    readonly retryDelaysSeconds: () => Promise<readonly number[]>;
    readonly circuit: () => Promise<CircuitBreakerSettings>;
  };
  readonly now: () => Date;
  /** A random number from 0 to less than 1. */
  readonly chance: () => number;
}

interface MadeAttempt {
  readonly attempt: Attempt;
  readonly isProbe: boolean;
}

/** recovered: delivered, and the circuit closed. */
export type RecordedOutcome = 'delivered' | 'recovered' | 'retried' | 'failed' | 'held';

const GONE = 410;

/**
 * Records the result of an attempt in the delivery, then in the endpoint's health. In this order, a conflict in the
 * health neither loses the attempt nor repeats a successful delivery.
 */
export async function recordAttempt(
  delivery: VersionedDelivery,
  { attempt, isProbe }: MadeAttempt,
  deps: Dependencies,
): Promise<RecordedOutcome> {
  const outcome = isSuccess(attempt)
    ? await recordSuccess(delivery, attempt, deps)
    : await recordFailure(delivery, { attempt, isProbe }, deps);
  const circuit = await recordHealth(delivery, { attempt, isProbe }, deps);
  const isRecovered = circuit?.before === 'open' && circuit.after === 'closed';
  // A probe is held after a failure; if another delivery closed the circuit before, nothing else would release it.
  if (isRecovered || (outcome === 'held' && circuit?.after === 'closed')) await deps.queue.resume(delivery);
  return isRecovered ? 'recovered' : outcome;
}

async function recordHealth(
  delivery: VersionedDelivery,
  { attempt, isProbe }: MadeAttempt,
  deps: Dependencies,
) {
  const { endpoints, queue, now, settings } = deps;
  const circuit = await settings.circuit();
  const change = (health: EndpointHealth) => {
    if (isSuccess(attempt)) return afterSuccess(health);
    if (attempt.statusCode === GONE) return afterGone(health, now());
    return afterFailure(health, { now: now(), isProbe, settings: circuit });
  };
  // Enqueued before the write, so that every open circuit has a message for its next probe.
  const beforeWrite = async (health: EndpointHealth) => {
    if (health.circuit === 'open') await queue.resume(delivery, secondsUntilProbe(health, now()));
  };
  const changed = await tryChangeEndpointHealth(delivery, change, { endpoints, beforeWrite });
  if (!changed) return undefined;
  const [before, after] = [changed.before.circuit, changed.endpoint.health.circuit];
  if (before !== after) {
    log.info('endpoint.circuit-changed', { endpointId: delivery.endpointId, from: before, to: after });
    if (after === 'disabled') metrics.count('EndpointDisabled');
  }
  return { before, after };
}

async function recordSuccess(
  delivery: VersionedDelivery,
  attempt: Attempt,
  deps: Dependencies,
): Promise<RecordedOutcome> {
  await updateDelivery(delivery, (current) => finish(addAttempt(current, attempt), 'delivered'), deps);
  metrics.count('WebhookDelivered');
  return 'delivered';
}

async function recordFailure(
  delivery: VersionedDelivery,
  { attempt, isProbe }: MadeAttempt,
  deps: Dependencies,
): Promise<RecordedOutcome> {
  const { queue, now, chance, settings } = deps;
  if (attempt.statusCode === GONE) {
    await updateDelivery(delivery, (current) => finish(addAttempt(current, attempt), 'failed'), deps);
    metrics.count('WebhookFailed');
    return 'failed';
  }
  // A probe tests the endpoint, so it uses no retry of the delivery.
  if (isProbe) {
    await updateDelivery(delivery, (current) => wait(addAttempt(current, attempt), now()), deps);
    return 'held';
  }
  const delays = await settings.retryDelaysSeconds();
  const delaySeconds = retryDelaySeconds(delivery.retries, delays, chance());
  if (delaySeconds === undefined) {
    await updateDelivery(delivery, (current) => finish(addAttempt(current, attempt), 'failed'), deps);
    metrics.count('WebhookFailed');
    return 'failed';
  }
  const nextAttempt = new Date(now().getTime() + delaySeconds * 1000);
  const { retries } = delivery;
  const next = await updateDelivery(
    delivery,
    (current) => ({ ...scheduleAttempt(addAttempt(current, attempt), nextAttempt), retries: retries + 1 }),
    deps,
  );
  const { customerId, endpointId, deliveryId, attemptCount } = next;
  await queue.deliver({ customerId, endpointId, deliveryId, attemptCount, isManual: false }, delaySeconds);
  return 'retried';
}

const updateDelivery = (
  { endpointId, deliveryId }: VersionedDelivery,
  change: (delivery: VersionedDelivery) => VersionedDelivery,
  { deliveries }: Dependencies,
) =>
  changeRecord({
    read: async () => {
      const found = await deliveries.find({ endpointId, deliveryId });
      if (!found) throw deliveryNotFound();
      return found;
    },
    change,
    replace: deliveries.replace,
  });

const isSuccess = ({ statusCode = 0 }: Attempt): boolean => statusCode >= 200 && statusCode < 300;
