import type { Versioned } from '#libs/gateways';
import type { Caller } from '#libs/lambda';
import { requireVersion } from '#libs/models';
import type { SessionRepository } from '../gateways/session-repository.ts';
import { log } from '../log-events.ts';
import type { Session } from '../models/session.ts';
import { moves, requireMove, requireNotInProgress } from '../models/session-status.ts';
import { getSession } from './get-session.ts';
import { repeatWhenChanged } from './repeat-when-changed.ts';

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
  repeatWhenChanged(async () => {
    const session = await getSession(sessionId, caller, { sessions });
    if (session.status === moves.cancel.to) return session;
    requireVersion(session, ifMatch);
    requireNotInProgress(session);
    requireMove(session, moves.cancel, now());
    const canceled = await sessions.replace({ ...session, status: moves.cancel.to });
    log.info('checkout.canceled', { sessionId });
    return canceled;
  });
