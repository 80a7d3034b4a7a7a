import { changeRecord } from '#libs/gateways';
import type { DeliveryLog, KeptDelivery } from '../gateways/delivery-log.ts';
import type { DeliveryQueue } from '../gateways/delivery-queue.ts';
import type { WebhookEndpoints } from '../gateways/webhook-endpoints.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { due, over, waiting, withAttempt, deliveryNotFound, type Attempt } from '../models/delivery.ts';
import {
  afterFailure,
  afterGone,
  afterSuccess,
  secondsUntilProbe,
  type EndpointHealth,
} from '../models/endpoint-health.ts';
import { retryDelaySeconds } from '../models/retry-schedule.ts';
import type { CircuitSettings } from '../models/circuit-settings.ts';
import { noteEndpointHealth } from './change-endpoint-health.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpoints, 'find' | 'replaceHealth'>;
  readonly deliveries: Pick<DeliveryLog, 'find' | 'replace'>;
  readonly queue: DeliveryQueue;
  readonly settings: {
    readonly retryDelaysSeconds: () => Promise<readonly number[]>;
    readonly circuit: () => Promise<CircuitSettings>;
  };
  readonly now: () => Date;
  /** From 0 to less than 1. */
  readonly chance: () => number;
}

interface Made {
  readonly attempt: Attempt;
  readonly isProbe: boolean;
}

/** recovered: delivered, and by that the circuit closed. */
export type Settled = 'delivered' | 'recovered' | 'retried' | 'failed' | 'held';

const GONE = 410;

/**
 * Writes down what came of an attempt: for the delivery, which is over or tried again later, then for its endpoint. In
 * this order nothing that happens to the endpoint's health can lose the attempt, or have what was taken sent again.
 */
export async function settleAttempt(
  delivery: KeptDelivery,
  { attempt, isProbe }: Made,
  deps: Dependencies,
): Promise<Settled> {
  const outcome = isSuccess(attempt)
    ? await settleSuccess(delivery, attempt, deps)
    : await settleFailure(delivery, { attempt, isProbe }, deps);
  const circuit = await settleHealth(delivery, { attempt, isProbe }, deps);
  const isRecovered = circuit?.before === 'open' && circuit.after === 'closed';
  // Or another delivery closed the circuit before this probe stood in line, where nobody would look for it now.
  if (isRecovered || (outcome === 'held' && circuit?.after === 'closed')) await deps.queue.resume(delivery);
  return isRecovered ? 'recovered' : outcome;
}

async function settleHealth(delivery: KeptDelivery, { attempt, isProbe }: Made, deps: Dependencies) {
  const { endpoints, queue, now, settings } = deps;
  const circuit = await settings.circuit();
  const change = (health: EndpointHealth) => {
    if (isSuccess(attempt)) return afterSuccess(health);
    if (attempt.statusCode === GONE) return afterGone(health, now());
    return afterFailure(health, { now: now(), isProbe, settings: circuit });
  };
  // Sent first, so that there is no open circuit without a message that comes when its probe may go out.
  const beforeWrite = async (health: EndpointHealth) => {
    if (health.circuit === 'open') await queue.resume(delivery, secondsUntilProbe(health, now()));
  };
  const changed = await noteEndpointHealth(delivery, change, { endpoints, beforeWrite });
  if (!changed) return undefined;
  const [before, after] = [changed.before.circuit, changed.endpoint.health.circuit];
  if (before !== after) {
    log.info('endpoint.circuit-changed', { endpointId: delivery.endpointId, from: before, to: after });
    if (after === 'disabled') metrics.count('EndpointDisabled');
  }
  return { before, after };
}

async function settleSuccess(delivery: KeptDelivery, attempt: Attempt, deps: Dependencies): Promise<Settled> {
  await settle(delivery, (current) => over(withAttempt(current, attempt), 'delivered'), deps);
  metrics.count('WebhookDelivered');
  return 'delivered';
}

async function settleFailure(
  delivery: KeptDelivery,
  { attempt, isProbe }: Made,
  deps: Dependencies,
): Promise<Settled> {
  const { queue, now, chance, settings } = deps;
  if (attempt.statusCode === GONE) {
    await settle(delivery, (current) => over(withAttempt(current, attempt), 'failed'), deps);
    metrics.count('WebhookFailed');
    return 'failed';
  }
  // A probe tells of the endpoint, not of the delivery, whose retries are not used up by it.
  if (isProbe) {
    await settle(delivery, (current) => waiting(withAttempt(current, attempt), now()), deps);
    return 'held';
  }
  const delays = await settings.retryDelaysSeconds();
  const delaySeconds = retryDelaySeconds(delivery.retries, delays, chance());
  if (delaySeconds === undefined) {
    await settle(delivery, (current) => over(withAttempt(current, attempt), 'failed'), deps);
    metrics.count('WebhookFailed');
    return 'failed';
  }
  const nextAttempt = new Date(now().getTime() + delaySeconds * 1000);
  const { retries } = delivery;
  const next = await settle(
    delivery,
    (current) => ({ ...due(withAttempt(current, attempt), nextAttempt), retries: retries + 1 }),
    deps,
  );
  const { customerId, endpointId, deliveryId, attemptCount } = next;
  await queue.deliver({ customerId, endpointId, deliveryId, attemptCount, isByHand: false }, delaySeconds);
  return 'retried';
}

const settle = (
  { endpointId, deliveryId }: KeptDelivery,
  change: (delivery: KeptDelivery) => KeptDelivery,
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
