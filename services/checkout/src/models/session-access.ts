import { AppError } from '#libs/errors';
import type { Caller } from '#libs/lambda';
import type { Session } from './session.ts';

/** The customer id of a signed-in user. Machines have none: they act as guests. */
export const toCustomerId = (caller: Caller): string | undefined =>
  caller.kind === 'user' ? caller.customerId : undefined;

/**
 * Only its customer may use a customer's session. Any caller who knows its id, 128 random bits, may use a guest's session.
 *
 * @throws AppError not-found `session.not-found`, also for another customer's session
 */
export function requireAccess<T extends Pick<Session, 'customerId'>>(
  session: T | undefined,
  caller: Caller,
): asserts session is T {
  const hasAccess =
    session && (session.customerId === undefined || session.customerId === toCustomerId(caller));
  if (!hasAccess)
    throw new AppError('not-found', 'session.not-found', {
      detail: 'The session does not exist, or it belongs to another customer.',
    });
}
