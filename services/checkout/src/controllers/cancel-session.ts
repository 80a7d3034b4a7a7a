import { retryOnConflict, type Versioned } from '#libs/gateways';
import { requireVersion } from '#libs/models';
import type { SessionRepository } from '../gateways/session-repository.ts';
import { openSession, type OpeningRequest } from '../helpers/open-session.ts';
import { log } from '../log-events.ts';
import type { Session } from '../models/session.ts';
import { requireNotInProgress, requireTransition } from '../models/session-status.ts';

interface Request extends OpeningRequest {
  readonly ifMatch: string | undefined;
}

interface Dependencies {
  readonly sessions: Pick<SessionRepository, 'find' | 'replace'>;
  readonly now: () => Date;
}

/** Cancels a session. A canceled session is returned unchanged. */
export const cancelSession = (request: Request, deps: Dependencies): Promise<Versioned<Session>> =>
  retryOnConflict(async () => {
    const { session } = await openSession(request, deps);
    if (session.status === 'canceled') return session;
    requireVersion(session, request.ifMatch);
    requireNotInProgress(session);
    requireTransition(session, 'canceled', deps.now());
    const canceled = await deps.sessions.replace({ ...session, status: 'canceled' });
    log.info('checkout.canceled', { sessionId: request.sessionId });
    return canceled;
  });
