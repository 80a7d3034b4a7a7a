import type { Session } from '../models/session.ts';

/** When somebody has to look after a session next; nothing for one that has ended. */
export function dueAt({ status, expiresAt, submission }: Session): string | undefined {
  if (status === 'open') return expiresAt;
  return status === 'completing' ? submission?.tellAgainAt : undefined;
}
