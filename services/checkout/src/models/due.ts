import type { Session } from './session.ts';

// A purchase takes seconds, some minutes where a provider is away. What is not ended by then was perhaps never begun.
const TELL_AGAIN_MINUTES = 15;
// An hour: whoever waited longer has gone, and must not be charged for a purchase that begins only then.
const MOST_TELLINGS = 4;

const MINUTE_MS = 60_000;

type Aging = Pick<Session, 'status' | 'expiresAt' | 'submission'>;

/** When somebody has to look after a session next; nothing for one that has ended. */
export function dueAt({ status, expiresAt, submission }: Aging): string | undefined {
  if (status === 'open') return expiresAt;
  if (status !== 'completing' || submission === undefined) return undefined;
  const { submittedAt, tellings = 1 } = submission;
  return new Date(Date.parse(submittedAt) + tellings * TELL_AGAIN_MINUTES * MINUTE_MS).toISOString();
}

/** Whether all is told that makes sense, and still nothing was heard: a person has to look. */
export const isStuck = ({ submission }: Pick<Session, 'submission'>): boolean =>
  (submission?.tellings ?? 1) >= MOST_TELLINGS;

/** The session with its purchase told once more. */
export const toldAgain = <S extends Session>(session: S): S => ({
  ...session,
  submission: session.submission && {
    ...session.submission,
    tellings: (session.submission.tellings ?? 1) + 1,
  },
});
