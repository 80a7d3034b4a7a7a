import { retryOnConflict } from '#libs/gateways';
import type { CloseCheckout, CommandOf } from '#libs/contracts';
import type { SessionRepository } from '../gateways/session-repository.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { getOrderState, rejectEnded } from '../models/order-state.ts';
import { millisecondsSinceSubmission } from '../models/session.ts';

interface Dependencies {
  readonly sessions: Pick<SessionRepository, 'find' | 'replace'>;
  readonly now: () => Date;
}

/** Completes a session, because its order is confirmed. A completed session is left unchanged. */
export const closeCheckout = (
  { sessionId, orderId }: CommandOf<typeof CloseCheckout>,
  { sessions, now }: Dependencies,
): Promise<void> =>
  retryOnConflict(async () => {
    const session = await sessions.find(sessionId);
    const state = getOrderState(session, orderId);
    if (state === 'placed') return;
    if (state === 'failed') rejectEnded(state);

    const { submission } = session!;
    await sessions.replace({ ...session!, status: 'completed', submission: undefined });
    log.info('checkout.closed', { sessionId, orderId });
    metrics.count('CheckoutCompleted');
    metrics.measure('CheckoutDuration', millisecondsSinceSubmission(submission!, now()));
  });
