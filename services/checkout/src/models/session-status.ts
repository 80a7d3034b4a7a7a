import { AppError } from '#libs/errors';
import { transitions } from '#libs/models';

export type SessionStatus = 'open' | 'completing' | 'completed' | 'canceled' | 'expired';

/** The state machine of a session; the README draws it. */
export const { canTransition } = transitions<{ readonly status: SessionStatus }>('checkout', {
  open: ['completing', 'canceled', 'expired'],
  completing: ['completed', 'open'],
  completed: [],
  canceled: [],
  expired: [],
});

interface ExpiringSession {
  readonly status: SessionStatus;
  readonly expiresAt: string;
}

/** The status at a time: an open session expires, a completing one does not. */
export const statusAt = ({ status, expiresAt }: ExpiringSession, now: Date): SessionStatus =>
  status === 'open' && expiresAt <= now.toISOString() ? 'expired' : status;

/** @throws AppError conflict `checkout.expired`, `checkout.not-open` when the session cannot change to `next` */
export function requireTransition(session: ExpiringSession, next: SessionStatus, now: Date): void {
  const status = statusAt(session, now);
  if (!canTransition({ status }, next)) reject(session, status);
}

/** @throws AppError conflict `checkout.expired`, `checkout.not-open` */
export function requireOpen(session: ExpiringSession, now: Date): void {
  const status = statusAt(session, now);
  if (status !== 'open') reject(session, status);
}

function reject({ expiresAt }: ExpiringSession, status: SessionStatus): never {
  throw status === 'expired'
    ? new AppError('conflict', 'checkout.expired', {
        detail: `The session expired at ${expiresAt}. Create a new session.`,
      })
    : new AppError('conflict', 'checkout.not-open', {
        detail: `The session is ${status}. Create a new session.`,
      });
}

/** @throws AppError conflict `checkout.in-progress` while an order of the session is in progress */
export function requireNotInProgress({ status }: Pick<ExpiringSession, 'status'>): void {
  if (status !== 'completing') return;
  throw new AppError('conflict', 'checkout.in-progress', {
    detail: 'An order of this session is in progress. Retry after it has ended.',
    retryAfterSeconds: 1,
  });
}
