import { AppError } from '#libs/errors';
import type { Session } from './session.ts';

export type OrderState = 'in-progress' | 'placed' | 'failed';

/**
 * The state of an order of this session.
 *
 * @throws AppError not-found `checkout.unknown-order` when the session, or the order in it, does not exist
 */
export function getOrderState(session: Session | undefined, orderId: string): OrderState {
  const attempt = session?.attempts.find((candidate) => candidate.orderId === orderId);
  if (!session || !attempt) throw new AppError('not-found', 'checkout.unknown-order');
  if (attempt.failure) return 'failed';
  return session.status === 'completed' ? 'placed' : 'in-progress';
}

/** @throws AppError conflict `checkout.order-placed`, `checkout.order-failed` */
export function rejectEnded(state: Exclude<OrderState, 'in-progress'>): never {
  throw new AppError('conflict', `checkout.order-${state}`, {
    detail: `The order has already ended: ${state}.`,
  });
}
