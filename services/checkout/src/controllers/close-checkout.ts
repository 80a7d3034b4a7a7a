import type { CloseCheckout, CommandOf } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { SessionRepository } from '../gateways/session-repository.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { getOrderState, rejectEnded } from '../models/order-state.ts';
import { millisecondsSinceSubmission } from '../models/session.ts';

interface Dependencies {
  readonly sessions: Pick<SessionRepository, 'complete'>;
  readonly now: () => Date;
}

/** Completes a session, because its order is placed. A completed session is left unchanged. */
export async function closeCheckout(
  { sessionId, orderId }: CommandOf<typeof CloseCheckout>,
  { sessions, now }: Dependencies,
): Promise<void> {
  const before = await sessions.complete(sessionId, orderId);
  const state = getOrderState(before, orderId);
  if (state === 'placed') return;
  if (state === 'failed') rejectEnded(state);
  if (before?.submission?.orderId !== orderId) throw new AppError('not-found', 'checkout.unknown-order');

  log.info('checkout.closed', { sessionId, orderId });
  metrics.count('CheckoutCompleted');
  metrics.measure('CheckoutDuration', millisecondsSinceSubmission(before.submission, now()));
}
