import type { Versioned } from '#libs/gateways';
import type { SessionRepository } from '../gateways/session-repository.ts';
import { log } from '../log-events.ts';
import { claim, requireAccess, type Credentials } from '../models/session-access.ts';
import type { Session } from '../models/session.ts';

export interface OpeningRequest extends Credentials {
  readonly sessionId: string;
}

interface Dependencies {
  readonly sessions: Pick<SessionRepository, 'find'>;
  readonly now: () => Date;
}

interface OpenedSession {
  readonly session: Versioned<Session>;
  /** Whether the session became the caller's and must be written. */
  readonly isClaimed: boolean;
}

/**
 * Reads a session that the request may use. A customer's claim is part of the returned session, so that it is stored with
 * the change of the request in one conditional write.
 *
 * @throws AppError not-found `session.not-found`
 */
export async function openSession(
  { sessionId, caller, sessionToken }: OpeningRequest,
  { sessions, now }: Dependencies,
): Promise<OpenedSession> {
  const stored = await sessions.find(sessionId);
  requireAccess(stored, { caller, sessionToken });
  const session = claim(stored, caller, now());
  const isClaimed = session !== stored;
  if (isClaimed) log.info('checkout.claimed', { sessionId });
  return { session, isClaimed };
}
