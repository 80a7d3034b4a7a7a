import type { Session, Submission } from './session.ts';

// A purchase takes seconds, some minutes where a provider is away. What is not ended by then was perhaps never begun.
const TELL_AGAIN_MINUTES = 15;
// An hour: whoever waited longer has gone, and must not be charged for a purchase that begins only then.
const MOST_TELLINGS = 4;

const MINUTE_MS = 60_000;

type Telling = Pick<Submission, 'tellings' | 'tellAgainAt'>;

const later = (time: Date): string => new Date(time.getTime() + TELL_AGAIN_MINUTES * MINUTE_MS).toISOString();

/** A submission is told at once, and again where nothing is heard of it. */
export const firstTelling = (now: Date): Telling => ({ tellings: 1, tellAgainAt: later(now) });

/** Whether all is told that makes sense, and still nothing was heard: a person has to look. */
export const isStuck = ({ submission }: Pick<Session, 'submission'>): boolean =>
  (submission?.tellings ?? 1) >= MOST_TELLINGS;

/** The session with its purchase told once more. */
export const toldAgain = <S extends Session>(session: S): S => ({
  ...session,
  submission: session.submission && {
    ...session.submission,
    tellings: session.submission.tellings + 1,
    tellAgainAt: later(new Date(session.submission.tellAgainAt)),
  },
});
