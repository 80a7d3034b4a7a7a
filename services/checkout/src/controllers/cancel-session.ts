import { retryOnConflict, type Versioned } from '#libs/gateways';
import type { Caller } from '#libs/lambda';
import { requireVersion } from '#libs/models';
import type { SessionRepository } from '../gateways/session-repository.ts';
import { log } from '../log-events.ts';
import type { Session } from '../models/session.ts';
import { requireNotInProgress, requireTransition } from '../models/session-status.ts';
import { getSession } from './get-session.ts';

interface Request {
  readonly sessionId: string;
  readonly ifMatch: string | undefined;
  readonly caller: Caller;
}

interface Dependencies {
  readonly sessions: Pick<SessionRepository, 'find' | 'replace'>;
  readonly now: () => Date;
}

/** Cancels a session. A canceled session is returned unchanged. */
export const cancelSession = (
  { sessionId, ifMatch, caller }: Request,
  { sessions, now }: Dependencies,
): Promise<Versioned<Session>> =>
  retryOnConflict(async () => {
    const session = await getSession(sessionId, caller, { sessions });
    if (session.status === 'canceled') return session;
    requireVersion(session, ifMatch);
    requireNotInProgress(session);
    requireTransition(session, 'canceled', now());
    const canceled = await sessions.replace({ ...session, status: 'canceled' });
    log.info('checkout.canceled', { sessionId });
    return canceled;
  });
