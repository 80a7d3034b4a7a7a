import type { CloseCheckout, CommandOf } from '#libs/contracts';
import { count, measure } from '#libs/logging';
import type { SessionStore } from '../gateways/session-store.ts';
import { log } from '../log-events.ts';
import { orderStateOf, refuseEnded } from '../models/order-state.ts';
import { moves } from '../models/session-status.ts';
import { purchaseMilliseconds } from '../models/session.ts';
import { repeatWhenChanged } from './repeat-when-changed.ts';

interface Dependencies {
  readonly sessions: Pick<SessionStore, 'find' | 'replace'>;
  readonly now: () => Date;
}

/** The order stands. A session that it has completed already stays as it is. */
export const closeCheckout = (
  { sessionId, orderId }: CommandOf<typeof CloseCheckout>,
  { sessions, now }: Dependencies,
): Promise<void> =>
  repeatWhenChanged(async () => {
    const session = await sessions.find(sessionId);
    const state = orderStateOf(session, orderId);
    if (state === 'placed') return;
    if (state === 'failed') refuseEnded(state);

    const { submission } = session!;
    await sessions.replace({ ...session!, status: moves.close.to, submission: undefined });
    log.info('checkout.closed', { sessionId, orderId });
    count('CheckoutCompleted');
    const tookMilliseconds = purchaseMilliseconds(submission, now());
    if (tookMilliseconds !== undefined) measure('PurchaseDuration', tookMilliseconds);
  });
