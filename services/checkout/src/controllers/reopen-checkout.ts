import { retryOnConflict } from '#libs/gateways';
import type { CommandOf, ReopenCheckout } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { SessionRepository } from '../gateways/session-repository.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { getOrderState, rejectEnded } from '../models/order-state.ts';
import { newLifetime } from '../models/session-lifetime.ts';
import { millisecondsSinceSubmission } from '../models/session.ts';

interface Dependencies {
  readonly sessions: Pick<SessionRepository, 'find' | 'reopen'>;
  readonly now: () => Date;
}

/** Reopens a session, because its order failed. A session that was already reopened is left unchanged. */
export const reopenCheckout = (
  { sessionId, orderId, failure }: CommandOf<typeof ReopenCheckout>,
  { sessions, now }: Dependencies,
): Promise<void> =>
  retryOnConflict(async () => {
    const session = await sessions.find(sessionId);
    const state = getOrderState(session, orderId);
    if (state === 'failed') return;
    if (state === 'placed') rejectEnded(state);

    const { attempts, submission } = session!;
    const reopened = {
      ...session!,
      ...newLifetime(now()),
      status: 'open' as const,
      attempts: attempts.map((attempt) => (attempt.orderId === orderId ? { ...attempt, failure } : attempt)),
      submission: undefined,
    };
    const conflictCause = await sessions.reopen(reopened, orderId);
    if (conflictCause) throw new AppError('conflict', 'record.changed');
    log.info('checkout.reopened', { sessionId, orderId, reason: failure.code });
    metrics.count('CheckoutFailed');
    metrics.measure('CheckoutDuration', millisecondsSinceSubmission(submission!, now()));
  });
