import { createHash } from 'node:crypto';
import { AppError } from '#libs/errors';
import { idSchema, IsoDateTime, newId } from '#libs/models';
import { Type, type Static } from 'typebox';
import type { EndpointKey } from './webhook-endpoint.ts';
import { DeliveryType } from './webhook-event-type.ts';
import type { WebhookPayload } from './webhook-payload.ts';

/**
 * pending: its next attempt is due at nextAttemptAt. waiting: the endpoint's circuit holds it back.
 * delivered, failed: it is over, unless its owner delivers it again by hand.
 */
export const DeliveryStatus = Type.Union([
  Type.Literal('pending'),
  Type.Literal('waiting'),
  Type.Literal('delivered'),
  Type.Literal('failed'),
]);
export type DeliveryStatus = Static<typeof DeliveryStatus>;

/** One request to an endpoint, and how it ended: with a status, or with an error before there was one. */
export const Attempt = Type.Object({
  at: IsoDateTime,
  durationMilliseconds: Type.Integer({ minimum: 0 }),
  statusCode: Type.Optional(Type.Integer()),
  error: Type.Optional(Type.String()),
  /** The beginning of what the endpoint answered. */
  answer: Type.Optional(Type.String()),
});
export type Attempt = Static<typeof Attempt>;

export const DeliverySummary = Type.Object({
  deliveryId: idSchema('dlv'),
  endpointId: idSchema('whe'),
  type: DeliveryType,
  status: DeliveryStatus,
  createdAt: IsoDateTime,
  attemptCount: Type.Integer({ minimum: 0 }),
  nextAttemptAt: Type.Optional(IsoDateTime),
});
export type DeliverySummary = Static<typeof DeliverySummary>;

export const DeliveryView = Type.Object({
  ...DeliverySummary.properties,
  /** As it was sent. */
  payload: Type.String(),
  attempts: Type.Array(Attempt),
});
export type DeliveryView = Static<typeof DeliveryView>;

/** What is to be told to one endpoint, and all that was tried. */
export interface Delivery extends DeliveryView {
  readonly customerId: string;
  /** The correlation id of what caused its event: whatever wakes it, its attempts belong to that. Absent on old ones. */
  readonly correlationId?: string;
  /** How many retries of the schedule are used up. */
  readonly retries: number;
  /** While it is not over: when it is looked at again at the latest, in one of the shards of the index `due`. */
  readonly dueAt?: string;
  readonly dueShard?: string;
  /** While it waits: the endpoint, as the key of the index `waiting`. */
  readonly waitingFor?: string;
  /** Seconds since 1970, as DynamoDB's time to live wants them. */
  readonly expiresAt: number;
}

// As long as customers may ask what happened; then the log is no longer of use to them.
const KEPT_SECONDS = 30 * 24 * 60 * 60;
// A partition of an index takes 1,000 writes a second: this makes some thousands of deliveries.
const SHARDS = 8;
export const DUE_SHARDS: readonly string[] = Array.from({ length: SHARDS }, (_, shard) => String(shard));
// The last ones: each is a kilobyte and a half at most, and an item holds 400.
const ATTEMPTS_KEPT = 25;

/** A queue's message carries a delivery; should it be lost, the index brings the delivery up after this time. */
const SLACK_SECONDS = 60;
const HOUR_SECONDS = 60 * 60;
const DAY_SECONDS = 24 * HOUR_SECONDS;

interface ToTell {
  readonly endpoint: EndpointKey;
  readonly payload: WebhookPayload;
  /** Of the event: the same event makes the same delivery. */
  readonly eventId: string;
  readonly correlationId: string;
  readonly now: Date;
}

export function newDelivery({ endpoint, payload, eventId, correlationId, now }: ToTell): Delivery {
  const { customerId, endpointId } = endpoint;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([eventId, endpointId]))
    .digest();
  return due(
    {
      customerId,
      endpointId,
      deliveryId: newId('dlv', Date.parse(payload.timestamp), fingerprint),
      type: payload.type,
      status: 'pending',
      createdAt: now.toISOString(),
      payload: JSON.stringify(payload),
      correlationId: correlationId,
      attempts: [],
      attemptCount: 0,
      retries: 0,
      expiresAt: Math.floor(now.getTime() / 1000) + KEPT_SECONDS,
    },
    now,
  );
}

/** The same delivery, whose next attempt is under way or in a queue's message. */
export const due = <D extends Delivery>({ waitingFor: _, ...delivery }: D, nextAttempt: Date): D =>
  ({
    ...delivery,
    status: 'pending',
    nextAttemptAt: nextAttempt.toISOString(),
    dueShard: shardOf(delivery.deliveryId),
    dueAt: later(nextAttempt, SLACK_SECONDS),
  }) as D;

/**
 * Counted before it is sent, so that of two that were told to try one does. It no longer waits: whoever hands out what
 * waits meanwhile must not find it.
 */
export const claimed = <D extends Delivery>(delivery: D, now: Date): D => ({
  ...due(delivery, now),
  attemptCount: delivery.attemptCount + 1,
});

/** Brought up: a message was sent for it. */
export const withMessage = <D extends Delivery>(delivery: D, now: Date): D => ({
  ...delivery,
  dueAt: later(now, SLACK_SECONDS),
});

/** Held back until its endpoint is up again. */
export const waiting = <D extends Delivery>({ nextAttemptAt: _, ...delivery }: D, now: Date): D =>
  ({
    ...delivery,
    status: 'waiting',
    waitingFor: delivery.endpointId,
    dueShard: shardOf(delivery.deliveryId),
    dueAt: later(now, waitingSlackSeconds(delivery.createdAt, now)),
  }) as unknown as D;

/**
 * A waiting delivery is brought up by its endpoint's recovery; this is for the case that nobody noticed. The longer it
 * waits the less often it comes up, so that endpoints that are down or given up for weeks leave the index to retries:
 * it hands out 2,000 a minute.
 */
const waitingSlackSeconds = (createdAt: string, now: Date): number =>
  Math.min(Math.max((now.getTime() - Date.parse(createdAt)) / 1000, HOUR_SECONDS), DAY_SECONDS);

/** @param status  how it ended */
export const over = <D extends Delivery>(
  { dueAt: _, dueShard: __, waitingFor: ___, nextAttemptAt: ____, ...delivery }: D,
  status: 'delivered' | 'failed',
): D => ({ ...delivery, status }) as unknown as D;

export const withAttempt = <D extends Delivery>(delivery: D, attempt: Attempt): D => ({
  ...delivery,
  attempts: [...delivery.attempts, attempt].slice(-ATTEMPTS_KEPT),
});

/** With its whole schedule ahead of it again. */
export const again = <D extends Delivery>(delivery: D, now: Date): D => ({
  ...due(delivery, now),
  retries: 0,
});

export const isOver = ({ status }: Delivery): boolean => status === 'delivered' || status === 'failed';

/** The ids of deliveries of events that happened in a span of time; ids begin with their time. */
export const idsBetween = (from: string | undefined, to: string | undefined) => ({
  first: newId('dlv', from === undefined ? 0 : Date.parse(from), new Uint8Array(32)),
  last: newId('dlv', to === undefined ? LAST_TIME : Date.parse(to), new Uint8Array(32).fill(31)),
});

// The highest that ten characters of an id hold.
const LAST_TIME = 2 ** 50 - 1;

export const deliverySummary = ({
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

export const deliveryView = (delivery: Delivery): DeliveryView => ({
  ...deliverySummary(delivery),
  payload: delivery.payload,
  attempts: delivery.attempts,
});

export const deliveryNotFound = () =>
  new AppError('not-found', 'delivery.not-found', {
    detail: 'This endpoint has no such delivery; deliveries are kept for 30 days.',
  });

// By the id's last characters, which are evenly spread.
const shardOf = (deliveryId: string): string =>
  DUE_SHARDS[Number.parseInt(deliveryId.slice(-1), 36) % SHARDS]!;

const later = (now: Date, seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();
