import { AppError } from '#libs/errors';

export type SessionStatus = 'open' | 'completing' | 'completed' | 'canceled' | 'expired';

interface Move {
  readonly from: SessionStatus;
  readonly to: SessionStatus;
}

/** All transitions of a session. Canceled, completed and expired are final. */
export const moves = {
  /** The customer changes line items, address or shipping option. */
  change: { from: 'open', to: 'open' },
  /** The customer completes the session; its order is in progress. */
  submit: { from: 'open', to: 'completing' },
  /** The order is confirmed. */
  close: { from: 'completing', to: 'completed' },
  /** The order failed. */
  reopen: { from: 'completing', to: 'open' },
  cancel: { from: 'open', to: 'canceled' },
  /** A session is expired from `expiresAt` on; the schedule stores the status later. */
  expire: { from: 'open', to: 'expired' },
} satisfies Record<string, Move>;

interface Aging {
  readonly status: SessionStatus;
  readonly expiresAt: string;
}

/** The status at a time: an open session expires, a completing one does not. */
export function statusAt({ status, expiresAt }: Aging, now: Date): SessionStatus {
  const isExpired = status === moves.expire.from && expiresAt <= now.toISOString();
  return isExpired ? moves.expire.to : status;
}

/** @throws AppError conflict `checkout.expired`, `checkout.not-open` when the session's status does not allow the move */
export function requireMove(session: Aging, move: Move, now: Date): void {
  const status = statusAt(session, now);
  if (status === move.from) return;
  if (status === moves.expire.to)
    throw new AppError('conflict', 'checkout.expired', {
      detail: `The session expired at ${session.expiresAt}. Create a new session.`,
    });
  throw new AppError('conflict', 'checkout.not-open', {
    detail: `The session is ${status}. Create a new session.`,
  });
}

/** @throws AppError conflict `checkout.in-progress` while an order of the session is in progress */
export function requireNotInProgress({ status }: Pick<Aging, 'status'>): void {
  if (status !== moves.submit.to) return;
  throw new AppError('conflict', 'checkout.in-progress', {
    detail: 'An order of this session is in progress. Retry after it has ended.',
    retryAfterSeconds: 1,
  });
}
