import { AppError } from '#libs/errors';
import { changeRecord } from '#libs/gateways';
import { count } from '#libs/logging';
import type { DeliveryLog, KeptDelivery } from '../gateways/delivery-log.ts';
import type { DeliveryQueue } from '../gateways/delivery-queue.ts';
import type { WebhookEndpoints } from '../gateways/webhook-endpoints.ts';
import { log } from '../log-events.ts';
import { due, over, waiting, withAttempt, deliveryNotFound, type Attempt } from '../models/delivery.ts';
import { afterFailure, afterGone, afterSuccess, type EndpointHealth } from '../models/endpoint-health.ts';
import { retryDelaySeconds } from '../models/retry-schedule.ts';
import type { CircuitSettings } from '../models/circuit-settings.ts';
import { changeEndpointHealth } from './change-endpoint-health.ts';

interface Needs {
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
  needs: Needs,
): Promise<Settled> {
  const { queue, now } = needs;
  const outcome = isSuccess(attempt)
    ? await settleSuccess(delivery, attempt, needs)
    : await settleFailure(delivery, { attempt, isProbe }, needs);
  const health = await settleHealth(delivery, { attempt, isProbe }, needs).catch(goOnWithoutIt(delivery));
  if (!health || health.before === health.after) return outcome;

  const { before, after } = health;
  if (before.circuit === 'open' && after.circuit === 'closed') {
    await queue.resume(delivery);
    return 'recovered';
  }
  // Another delivery closed the circuit before this probe stood in line, where nobody would look for it now.
  if (outcome === 'held' && after.circuit === 'closed') await queue.resume(delivery);
  if (after.circuit === 'open' && after.probeAt !== undefined)
    await queue.resume(delivery, secondsUntil(after.probeAt, now()));
  return outcome;
}

async function settleHealth(delivery: KeptDelivery, { attempt, isProbe }: Made, needs: Needs) {
  const { now, settings } = needs;
  const circuit = await settings.circuit();
  const change = (health: EndpointHealth) => {
    if (isSuccess(attempt)) return afterSuccess(health);
    if (attempt.statusCode === GONE) return afterGone(health, now());
    return afterFailure(health, { now: now(), isProbe, settings: circuit });
  };
  const { before, endpoint } = await changeEndpointHealth(delivery, change, needs);
  const after = endpoint.health;
  if (before.circuit !== after.circuit) {
    const { endpointId } = delivery;
    log.info('endpoint.circuit-changed', { endpointId, from: before.circuit, to: after.circuit });
    if (after.circuit === 'disabled') count('EndpointDisabled');
  }
  return { before, after };
}

// Its owner deleted it meanwhile, or attempts that ended together were quicker each time: the next one tells as much.
const goOnWithoutIt =
  ({ endpointId }: KeptDelivery) =>
  (error: unknown): undefined => {
    const isExpected =
      error instanceof AppError && ['endpoint.not-found', 'record.changed'].includes(error.code);
    if (!isExpected) throw error;
    log.info('endpoint.health-not-counted', { endpointId, reason: error.code });
  };

async function settleSuccess(delivery: KeptDelivery, attempt: Attempt, needs: Needs): Promise<Settled> {
  await settle(delivery, (current) => over(withAttempt(current, attempt), 'delivered'), needs);
  count('WebhookDelivered');
  return 'delivered';
}

async function settleFailure(
  delivery: KeptDelivery,
  { attempt, isProbe }: Made,
  needs: Needs,
): Promise<Settled> {
  const { queue, now, chance, settings } = needs;
  if (attempt.statusCode === GONE) {
    await settle(delivery, (current) => over(withAttempt(current, attempt), 'failed'), needs);
    count('WebhookFailed');
    return 'failed';
  }
  // A probe tells of the endpoint, not of the delivery, whose retries are not used up by it.
  if (isProbe) {
    await settle(delivery, (current) => waiting(withAttempt(current, attempt), now()), needs);
    return 'held';
  }
  const delays = await settings.retryDelaysSeconds();
  const delaySeconds = retryDelaySeconds(delivery.retries, delays, chance());
  if (delaySeconds === undefined) {
    await settle(delivery, (current) => over(withAttempt(current, attempt), 'failed'), needs);
    count('WebhookFailed');
    return 'failed';
  }
  const nextAttempt = new Date(now().getTime() + delaySeconds * 1000);
  const { retries } = delivery;
  const next = await settle(
    delivery,
    (current) => ({ ...due(withAttempt(current, attempt), nextAttempt), retries: retries + 1 }),
    needs,
  );
  const { customerId, endpointId, deliveryId, attemptCount } = next;
  await queue.deliver({ customerId, endpointId, deliveryId, attemptCount, isByHand: false }, delaySeconds);
  return 'retried';
}

const settle = (
  { endpointId, deliveryId }: KeptDelivery,
  change: (delivery: KeptDelivery) => KeptDelivery,
  { deliveries }: Needs,
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

// A second more than it takes, so that a clock that is a little behind does not find the circuit shut.
const secondsUntil = (time: string, now: Date): number =>
  Math.max(0, Math.ceil((Date.parse(time) - now.getTime()) / 1000)) + 1;
