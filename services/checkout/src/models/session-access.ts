import { AppError } from '#libs/errors';
import type { Caller } from '#libs/lambda';
import type { Session } from './session.ts';
import { statusAt } from './session-status.ts';
import { isSessionToken } from './session-token.ts';

/** What a request presents to open a session. */
export interface Credentials {
  readonly caller: Caller;
  /** The `Session-Token` header. */
  readonly sessionToken?: string | undefined;
}

type Owner = Pick<Session, 'customerId' | 'tokenHash'>;

/** The customer id of a signed-in customer. Guests have none. */
export const toCustomerId = (caller: Caller): string | undefined =>
  caller.kind === 'customer' ? caller.customerId : undefined;

/**
 * A customer's session is opened by that customer alone, a guest's session by its token alone.
 *
 * @throws AppError not-found `session.not-found`, the same as for an unknown id
 */
export function requireAccess<T extends Owner>(
  session: T | undefined,
  credentials: Credentials,
): asserts session is T {
  if (session && isOpenedBy(session, credentials)) return;
  throw new AppError('not-found', 'session.not-found', {
    detail:
      'The session does not exist, or the request does not open it. Guests send the sessionToken of the session as Session-Token; customers sign in.',
  });
}

const isOpenedBy = ({ customerId, tokenHash }: Owner, { caller, sessionToken }: Credentials): boolean =>
  customerId === undefined
    ? tokenHash !== undefined && sessionToken !== undefined && isSessionToken(sessionToken, tokenHash)
    : customerId === toCustomerId(caller);

/**
 * A guest's open session becomes the customer's who opened it with its token, which then opens nothing any more. A session
 * whose order is in progress or confirmed stays the guest's, because its order does too.
 *
 * @returns the same object when there is nothing to claim
 */
export function claim<S extends Session>(session: S, caller: Caller, now: Date): S {
  const customerId = toCustomerId(caller);
  const isClaimed = session.customerId === undefined && customerId !== undefined;
  return isClaimed && statusAt(session, now) === 'open'
    ? { ...session, customerId, tokenHash: undefined }
    : session;
}
