import { AppError } from '#libs/errors';
import type { Session } from './session.ts';

export type OrderState = 'under-way' | 'placed' | 'failed';

/**
 * How an order of a session stands.
 *
 * @throws AppError not-found `checkout.unknown-order` when the session, or the order in it, does not exist
 */
export function orderStateOf(session: Session | undefined, orderId: string): OrderState {
  const attempt = session?.attempts.find((known) => known.orderId === orderId);
  if (!session || !attempt) throw new AppError('not-found', 'checkout.unknown-order');
  if (attempt.failure) return 'failed';
  return session.status === 'completed' ? 'placed' : 'under-way';
}

/** @throws AppError conflict `checkout.order-placed`, `checkout.order-failed`: it ended the other way */
export function refuseEnded(state: Exclude<OrderState, 'under-way'>): never {
  throw new AppError('conflict', `checkout.order-${state}`, { detail: `It ended before: ${state}.` });
}
