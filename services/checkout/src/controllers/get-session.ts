import { retryOnConflict, type Versioned } from '#libs/gateways';
import type { SessionRepository } from '../gateways/session-repository.ts';
import { openSession, type OpeningRequest } from '../helpers/open-session.ts';
import type { Session } from '../models/session.ts';

interface Dependencies {
  readonly sessions: Pick<SessionRepository, 'find' | 'replace'>;
  readonly now: () => Date;
}

/** Reads a session. A customer who opens a guest's session claims it. */
export const getSession = (request: OpeningRequest, deps: Dependencies): Promise<Versioned<Session>> =>
  retryOnConflict(async () => {
    const { session, isClaimed } = await openSession(request, deps);
    return isClaimed ? deps.sessions.replace(session) : session;
  });
