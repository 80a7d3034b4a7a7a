import { AppError } from '#libs/errors';
import { idSchema } from '#libs/models';
import { createHash } from 'node:crypto';
import { Type, type Static } from 'typebox';

/** Why a purchase did not come about: `payment.declined`, `stock.insufficient`. */
export const Failure = Type.Object({
  code: Type.String({ minLength: 1 }),
  detail: Type.Optional(Type.String()),
});
export type Failure = Static<typeof Failure>;

/** One time that the buyer agreed to buy. It stays on the session, so that its key finds its answer again. */
export interface Attempt {
  readonly orderId: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly failure?: Failure | undefined;
}

// A buyer has two or three cards. Who tries more is testing stolen ones.
const MAX_ATTEMPTS = 10;

/** @throws AppError conflict `checkout.too-many-attempts` */
export function requireAttemptLeft({ attempts }: { readonly attempts: readonly Attempt[] }): void {
  if (attempts.length < MAX_ATTEMPTS) return;
  throw new AppError('conflict', 'checkout.too-many-attempts', {
    detail: `${MAX_ATTEMPTS} purchases of this session failed. Start a new one.`,
  });
}

/**
 * The attempt that a request repeats, if it repeats one.
 *
 * @throws AppError unprocessable `idempotency.key-reused` when the key came with another body before
 */
export function repeatedAttempt(
  { attempts }: { readonly attempts: readonly Attempt[] },
  { key, fingerprint }: Pick<Attempt, 'key' | 'fingerprint'>,
): Attempt | undefined {
  const known = attempts.find((attempt) => attempt.key === key);
  if (known && known.fingerprint !== fingerprint)
    throw new AppError('unprocessable', 'idempotency.key-reused', {
      detail: 'This Idempotency-Key came with another request. Use a new key for a new request.',
    });
  return known;
}

/** Tells bodies apart without keeping them; bound to the session, so that equal tokens of others do not show. */
export const fingerprintOf = (sessionId: string, body: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([sessionId, body]))
    .digest('base64url');

/** The answer to an attempt: 202 while `completing`, 200 once its end is known. */
export const AttemptView = Type.Object({
  sessionId: idSchema('chk'),
  status: Type.Enum(['completing', 'completed', 'open']),
  orderId: idSchema('ord'),
  failure: Type.Optional(Failure),
});
export type AttemptView = Static<typeof AttemptView>;

interface Attempted {
  readonly sessionId: string;
  readonly status: string;
  readonly attempts: readonly Attempt[];
}

/** Where the attempt for an order stands: only the latest can be under way or have succeeded. */
export function outcomeOf({ sessionId, status, attempts }: Attempted, orderId: string): AttemptView {
  const failure = attempts.find((attempt) => attempt.orderId === orderId)?.failure;
  if (failure) return { sessionId, status: 'open', orderId, failure };
  return { sessionId, status: status === 'completed' ? 'completed' : 'completing', orderId };
}
