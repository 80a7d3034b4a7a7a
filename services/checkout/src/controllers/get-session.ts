import type { Versioned } from '#libs/gateways';
import type { Caller } from '#libs/lambda';
import type { SessionRepository } from '../gateways/session-repository.ts';
import { requireAccess } from '../models/session-access.ts';
import type { Session } from '../models/session.ts';

interface Dependencies {
  readonly sessions: Pick<SessionRepository, 'find'>;
}

export async function getSession(
  sessionId: string,
  caller: Caller,
  { sessions }: Dependencies,
): Promise<Versioned<Session>> {
  const session = await sessions.find(sessionId);
  requireAccess(session, caller);
  return session;
}
