import { createHash } from 'node:crypto';
import { AppError } from '#libs/errors';
import { idSchema, Instant, newId } from '#libs/models';
import { Type, type Static } from 'typebox';
import type { EndpointKey } from './webhook-endpoint.ts';
import { DeliveryType } from './webhook-event-type.ts';
import type { WebhookPayload } from './webhook-payload.ts';

/**
 * - pending: the next attempt is due at `nextAttemptAt`
 * - waiting: the endpoint's circuit is open
 * - delivered, failed: finished, unless the owner redelivers it
 */
export const DeliveryStatus = Type.Union([
  Type.Literal('pending'),
  Type.Literal('waiting'),
  Type.Literal('delivered'),
  Type.Literal('failed'),
]);
export type DeliveryStatus = Static<typeof DeliveryStatus>;

/** One request to an endpoint, with the response status or the error that prevented a response. */
export const Attempt = Type.Object(
  {
    at: Instant,
    durationMilliseconds: Type.Integer({ minimum: 0 }),
    statusCode: Type.Optional(Type.Integer()),
    error: Type.Optional(Type.String()),
    /** The beginning of the response body. */
    answer: Type.Optional(Type.String()),
  },
  { title: 'WebhookAttempt' },
);
export type Attempt = Static<typeof Attempt>;

export const DeliverySummary = Type.Object(
  {
    deliveryId: idSchema('dlv'),
    endpointId: idSchema('whe'),
    type: DeliveryType,
    status: DeliveryStatus,
    createdAt: Instant,
    attemptCount: Type.Integer({ minimum: 0 }),
    nextAttemptAt: Type.Optional(Instant),
  },
  { title: 'WebhookDeliverySummary' },
);
export type DeliverySummary = Static<typeof DeliverySummary>;

export const DeliveryView = Type.Object(
  {
    ...DeliverySummary.properties,
    /** The exact request body. */
    payload: Type.String(),
    attempts: Type.Array(Attempt),
  },
  { title: 'WebhookDelivery' },
);
export type DeliveryView = Static<typeof DeliveryView>;

/** An event for one endpoint, with its delivery attempts. */
export interface Delivery extends DeliveryView {
  readonly customerId: string;
  /** The correlation id of the event; all attempts log it. */
  readonly originCorrelationId: string;
  /** The retries of the schedule that were used. */
  readonly retries: number;
  /** When the attempt began whose result is not recorded yet. */
  readonly claimedAt?: string;
  /** While it is not finished: when the schedule enqueues it at the latest. Key of the index `due`, with its shard. */
  readonly dueAt?: string;
  readonly dueShard?: string;
  /** While it waits: the endpoint. Key of the index `waiting`. */
  readonly waitingEndpointId?: string;
  /** DynamoDB TTL, in seconds since the epoch. */
  readonly expiresAt: number;
}

const RETENTION_SECONDS = 30 * 24 * 60 * 60;
// An index partition takes 1,000 writes per second; eight shards allow for thousands of deliveries per second.
const SHARDS = 8;
export const DUE_SHARDS: readonly string[] = Array.from({ length: SHARDS }, (_, shard) => String(shard));
// An attempt takes up to 1.5 KB; a DynamoDB item holds 400 KB.
const MAX_ATTEMPTS_KEPT = 25;

// If the queue message of a delivery is lost, the schedule enqueues the delivery after this time.
const MESSAGE_GRACE_SECONDS = 60;
const HOUR_SECONDS = 60 * 60;
const DAY_SECONDS = 24 * HOUR_SECONDS;

interface NewDelivery {
  readonly endpoint: EndpointKey;
  readonly payload: WebhookPayload;
  /** What is delivered. The delivery id derives from it: the same cause creates the same delivery. */
  readonly cause: string;
  readonly correlationId: string;
  readonly now: Date;
}

export function newDelivery({ endpoint, payload, cause, correlationId, now }: NewDelivery): Delivery {
  const { customerId, endpointId } = endpoint;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([cause, endpointId]))
    .digest();
  return scheduleAttempt(
    {
      customerId,
      endpointId,
      deliveryId: newId('dlv', Date.parse(payload.timestamp), fingerprint),
      type: payload.type,
      status: 'pending',
      createdAt: now.toISOString(),
      payload: JSON.stringify(payload),
      originCorrelationId: correlationId,
      attempts: [],
      attemptCount: 0,
      retries: 0,
      expiresAt: Math.floor(now.getTime() / 1000) + RETENTION_SECONDS,
    },
    now,
  );
}

/** Schedules the next attempt. */
export const scheduleAttempt = <D extends Delivery>(
  { waitingEndpointId: _, ...delivery }: D,
  nextAttempt: Date,
): D =>
  ({
    ...delivery,
    status: 'pending',
    nextAttemptAt: nextAttempt.toISOString(),
    dueShard: toShard(delivery.deliveryId),
    dueAt: later(nextAttempt, MESSAGE_GRACE_SECONDS),
  }) as D;

/**
 * Counts the attempt before the request is sent, so that only one of two concurrent functions sends it. The delivery
 * leaves the index `waiting`, so that a concurrent release does not find it.
 */
export const claimAttempt = <D extends Delivery>(delivery: D, now: Date): D => ({
  ...scheduleAttempt(delivery, now),
  attemptCount: delivery.attemptCount + 1,
  claimedAt: now.toISOString(),
});

/** The claimed attempt of a function that ended before it recorded a result: it counts as a failed attempt. */
export const interruptedAttempt = (claimedAt: string, now: Date): Attempt => ({
  at: claimedAt,
  durationMilliseconds: Math.max(0, now.getTime() - Date.parse(claimedAt)),
  error: 'interrupted',
});

/** Moves `dueAt` past the time that the queue message needs. */
export const markEnqueued = <D extends Delivery>(delivery: D, now: Date): D => ({
  ...delivery,
  dueAt: later(now, MESSAGE_GRACE_SECONDS),
});

/** Holds a delivery back until the endpoint responds again. */
export const wait = <D extends Delivery>({ nextAttemptAt: _, ...delivery }: D, now: Date): D =>
  ({
    ...delivery,
    status: 'waiting',
    waitingEndpointId: delivery.endpointId,
    dueShard: toShard(delivery.deliveryId),
    dueAt: later(now, waitingGraceSeconds(delivery.createdAt, now)),
  }) as unknown as D;

/**
 * The recovery of an endpoint releases its waiting deliveries; the schedule is the fallback. Intervals grow with the age of
 * the delivery, so that deliveries to disabled endpoints leave capacity for retries: the schedule enqueues 2,000 deliveries
 * per minute.
 */
const waitingGraceSeconds = (createdAt: string, now: Date): number =>
  Math.min(Math.max((now.getTime() - Date.parse(createdAt)) / 1000, HOUR_SECONDS), DAY_SECONDS);

/** Ends the delivery; no more attempts are scheduled. */
export const finish = <D extends Delivery>(
  { dueAt: _, dueShard: __, waitingEndpointId: ___, nextAttemptAt: ____, ...delivery }: D,
  status: 'delivered' | 'failed',
): D => ({ ...delivery, status }) as unknown as D;

/** Records the result of the claimed attempt. */
export const addAttempt = <D extends Delivery>({ claimedAt: _, ...delivery }: D, attempt: Attempt): D =>
  ({ ...delivery, attempts: [...delivery.attempts, attempt].slice(-MAX_ATTEMPTS_KEPT) }) as unknown as D;

/** Restarts the retry schedule. */
export const restartSchedule = <D extends Delivery>(delivery: D, now: Date): D => ({
  ...scheduleAttempt(delivery, now),
  retries: 0,
});

export const isFinished = ({ status }: Delivery): boolean => status === 'delivered' || status === 'failed';

/** The range of delivery ids for a period: ids begin with the time of the event. */
export const idRange = (from: string | undefined, to: string | undefined) => ({
  first: newId('dlv', from === undefined ? 0 : Date.parse(from), new Uint8Array(32)),
  last: newId('dlv', to === undefined ? LAST_TIME : Date.parse(to), new Uint8Array(32).fill(31)),
});

// The highest time that the ten time characters of an id can encode.
const LAST_TIME = 2 ** 50 - 1;

export const toDeliverySummary = ({
  deliveryId,
  endpointId,
  type,
  status,
  createdAt,
  attemptCount,
  nextAttemptAt,
}: Delivery): DeliverySummary => ({
  deliveryId,
  endpointId,
  type,
  status,
  createdAt,
  attemptCount,
  ...(nextAttemptAt !== undefined && { nextAttemptAt }),
});

export const toDeliveryView = (delivery: Delivery): DeliveryView => ({
  ...toDeliverySummary(delivery),
  payload: delivery.payload,
  attempts: delivery.attempts,
});

export const deliveryNotFound = () =>
  new AppError('not-found', 'delivery.not-found', {
    detail: 'No delivery with this id exists for this endpoint. Deliveries are deleted after 30 days.',
  });

// The last characters of an id are evenly distributed.
const toShard = (deliveryId: string): string =>
  DUE_SHARDS[Number.parseInt(deliveryId.slice(-1), 36) % SHARDS]!;

const later = (now: Date, seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();
