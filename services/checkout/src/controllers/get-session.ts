import type { Versioned } from '#libs/gateways';
import type { Caller } from '#libs/lambda';
import type { SessionStore } from '../gateways/session-store.ts';
import { requireBuyer } from '../models/buyer.ts';
import type { Session } from '../models/session.ts';

interface Dependencies {
  readonly sessions: Pick<SessionStore, 'find'>;
}

export async function getSession(
  sessionId: string,
  caller: Caller,
  { sessions }: Dependencies,
): Promise<Versioned<Session>> {
  const session = await sessions.find(sessionId);
  requireBuyer(session, caller);
  return session;
}
