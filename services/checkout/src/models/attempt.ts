import { AppError } from '#libs/errors';
import { ErrorCode, idSchema, textSchema } from '#libs/models';
import { createHash } from 'node:crypto';
import { Type, type Static } from 'typebox';

/** Why an order failed: `payment.declined`, `stock.insufficient`. */
export const Failure = Type.Object(
  {
    code: ErrorCode,
    detail: Type.Optional(textSchema(1000)),
  },
  { title: 'Failure' },
);
export type Failure = Static<typeof Failure>;

/** One try to complete a session. It stays on the session, so that a repeated request gets the same response. */
export interface Attempt {
  readonly orderId: string;
  /** The idempotency key. */
  readonly key: string;
  readonly fingerprint: string;
  readonly failure?: Failure | undefined;
}

// Customers have two or three cards; more attempts suggest that someone is testing stolen ones.
const MAX_ATTEMPTS = 10;

/** @throws AppError conflict `checkout.too-many-attempts` */
export function requireAttemptsLeft({ attempts }: { readonly attempts: readonly Attempt[] }): void {
  if (attempts.length < MAX_ATTEMPTS) return;
  throw new AppError('conflict', 'checkout.too-many-attempts', {
    detail: `${MAX_ATTEMPTS} attempts to complete this session failed. Create a new session.`,
  });
}

/**
 * Finds the attempt that a request repeats.
 *
 * @throws AppError unprocessable `idempotency.key-reused` when an earlier request had this key and another body
 */
export function findAttempt(
  { attempts }: { readonly attempts: readonly Attempt[] },
  { key, fingerprint }: Pick<Attempt, 'key' | 'fingerprint'>,
): Attempt | undefined {
  const existing = attempts.find((attempt) => attempt.key === key);
  if (existing && existing.fingerprint !== fingerprint)
    throw new AppError('unprocessable', 'idempotency.key-reused', {
      detail: 'This Idempotency-Key was used with another request body. Use a new key for a new request.',
    });
  return existing;
}

/** Identifies a request body without storing it. It includes the session id, so that equal tokens of two sessions differ. */
export const toFingerprint = (sessionId: string, body: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([sessionId, body]))
    .digest('base64url');

/** The response to an attempt: 202 while `completing`, 200 once it has ended. */
export const AttemptView = Type.Object(
  {
    sessionId: idSchema('chk'),
    status: Type.Enum(['completing', 'completed', 'open']),
    orderId: idSchema('ord'),
    failure: Type.Optional(Failure),
  },
  { title: 'CompletionAttempt' },
);
export type AttemptView = Static<typeof AttemptView>;

interface AttemptedSession {
  readonly sessionId: string;
  readonly status: string;
  readonly attempts: readonly Attempt[];
}

/** The state of the attempt with this order id. Only the latest attempt can be in progress or have succeeded. */
export function toAttemptView(
  { sessionId, status, attempts }: AttemptedSession,
  orderId: string,
): AttemptView {
  const failure = attempts.find((attempt) => attempt.orderId === orderId)?.failure;
  if (failure) return { sessionId, status: 'open', orderId, failure };
  return { sessionId, status: status === 'completed' ? 'completed' : 'completing', orderId };
}
