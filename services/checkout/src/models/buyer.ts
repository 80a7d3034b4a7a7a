import { AppError } from '#libs/errors';
import type { Caller } from '#libs/lambda';
import type { Session } from './session.ts';

/** The account that a caller buys with. A machine has none: it is a guest like anybody without a token. */
export const customerIdOf = (caller: Caller): string | undefined =>
  caller.kind === 'user' ? caller.customerId : undefined;

/**
 * A customer's session is that customer's alone; a guest's is open to who knows its id, which is 128 random bits.
 *
 * @throws AppError not-found `checkout.session-not-found`, also for somebody else's session
 */
export function requireBuyer<T extends Pick<Session, 'customerId'>>(
  session: T | undefined,
  caller: Caller,
): asserts session is T {
  const isTheirs =
    session && (session.customerId === undefined || session.customerId === customerIdOf(caller));
  if (!isTheirs)
    throw new AppError('not-found', 'checkout.session-not-found', {
      detail: 'There is no such session, or it is not yours.',
    });
}
