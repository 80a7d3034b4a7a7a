import type { CommandOf, ReopenCheckout } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { count, measure } from '#libs/logging';
import type { SessionStore } from '../gateways/session-store.ts';
import { log } from '../log-events.ts';
import { orderStateOf, refuseEnded } from '../models/order-state.ts';
import { lifetimeFrom } from '../models/session-lifetime.ts';
import { moves } from '../models/session-status.ts';
import { purchaseMilliseconds } from '../models/session.ts';
import { repeatWhenChanged } from './repeat-when-changed.ts';

interface Dependencies {
  readonly sessions: Pick<SessionStore, 'find' | 'reopen'>;
  readonly now: () => Date;
}

/** The order failed: its buyer may change the session and try again. One that says so already stays as it is. */
export const reopenCheckout = (
  { sessionId, orderId, failure }: CommandOf<typeof ReopenCheckout>,
  { sessions, now }: Dependencies,
): Promise<void> =>
  repeatWhenChanged(async () => {
    const session = await sessions.find(sessionId);
    const state = orderStateOf(session, orderId);
    if (state === 'failed') return;
    if (state === 'placed') refuseEnded(state);

    const { attempts, submission } = session!;
    const reopened = {
      ...session!,
      ...lifetimeFrom(now()),
      status: moves.reopen.to,
      attempts: attempts.map((attempt) => (attempt.orderId === orderId ? { ...attempt, failure } : attempt)),
      submission: undefined,
    };
    const lostTo = await sessions.reopen(reopened, submission?.redemptions ?? []);
    if (lostTo) throw new AppError('conflict', 'record.changed');
    log.info('checkout.reopened', { sessionId, orderId, reason: failure.code });
    count('CheckoutFailed');
    const tookMilliseconds = purchaseMilliseconds(submission, now());
    if (tookMilliseconds !== undefined) measure('PurchaseDuration', tookMilliseconds);
  });
