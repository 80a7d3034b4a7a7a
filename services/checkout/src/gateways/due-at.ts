import type { Session } from '../models/session.ts';

/** When the schedule must process a session next; undefined for one that has ended. */
export function dueAt({ status, expiresAt, submission }: Session): string | undefined {
  if (status === 'open') return expiresAt;
  return status === 'completing' ? submission?.republishAt : undefined;
}
