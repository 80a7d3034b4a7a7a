import { AppError } from '#libs/errors';

export type SessionStatus = 'open' | 'completing' | 'completed' | 'canceled' | 'expired';

interface Move {
  readonly from: SessionStatus;
  readonly to: SessionStatus;
}

/** Every way a session moves on; there is no other. Canceled, completed and expired are ends. */
export const moves = {
  /** The buyer changes what is bought, or where it goes. */
  change: { from: 'open', to: 'open' },
  /** The buyer agrees to buy. */
  submit: { from: 'open', to: 'completing' },
  /** The purchase came about. */
  close: { from: 'completing', to: 'completed' },
  /** The purchase failed. */
  reopen: { from: 'completing', to: 'open' },
  cancel: { from: 'open', to: 'canceled' },
  /** By the clock: from that moment on a session is expired, and a little later it is written. */
  expire: { from: 'open', to: 'expired' },
} satisfies Record<string, Move>;

interface Aging {
  readonly status: SessionStatus;
  readonly expiresAt: string;
}

/** Where a session stands now: an open one expires, one that is being completed does not. */
export function statusAt({ status, expiresAt }: Aging, now: Date): SessionStatus {
  const isOver = status === moves.expire.from && expiresAt <= now.toISOString();
  return isOver ? moves.expire.to : status;
}

/** @throws AppError conflict `checkout.expired`, `checkout.not-open` when the session does not stand where the move begins */
export function requireMove(session: Aging, move: Move, now: Date): void {
  const status = statusAt(session, now);
  if (status === move.from) return;
  if (status === moves.expire.to)
    throw new AppError('conflict', 'checkout.expired', {
      detail: `The session expired at ${session.expiresAt}. Start a new one: prices and stock are asked again.`,
    });
  throw new AppError('conflict', 'checkout.not-open', {
    detail: `The session is ${status}. Start a new one to buy something else.`,
  });
}

/** @throws AppError conflict `checkout.in-progress` while a purchase of the session is under way */
export function requireNotUnderWay({ status }: Pick<Aging, 'status'>): void {
  if (status !== moves.submit.to) return;
  throw new AppError('conflict', 'checkout.in-progress', {
    detail: 'A purchase of this session is under way. Look again in a moment.',
    retryAfterSeconds: 1,
  });
}
