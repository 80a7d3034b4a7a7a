import type { Session } from '../models/session.ts';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * When the schedule must process a session next; undefined for one that has ended. An open session is due at the first full
 * day after its creation that is later than its expiry: a change of the session extends its expiry, but moves it in the
 * index at most once a day. Readers do not need the schedule to know that a session has expired.
 */
export function dueAt({ status, createdAt, expiresAt, submission }: Session): string | undefined {
  if (status === 'completing') return submission?.republishAt;
  if (status !== 'open') return undefined;
  const created = Date.parse(createdAt);
  const days = Math.floor((Date.parse(expiresAt) - created) / DAY_MILLISECONDS) + 1;
  return new Date(created + days * DAY_MILLISECONDS).toISOString();
}
