import type { Session, Submission } from './session.ts';

// Orders take seconds, or minutes during an outage of a provider. One that takes longer may never have started.
const REPUBLISH_INTERVAL_MINUTES = 15;
// Customers who waited for an hour have left, and must not be charged for an order that starts only then.
const MAX_PUBLISH_ATTEMPTS = 4;

const MINUTE_MS = 60_000;

type PublishAttempts = Pick<Submission, 'publishAttempts' | 'republishAt'>;

const nextTime = (time: Date): string =>
  new Date(time.getTime() + REPUBLISH_INTERVAL_MINUTES * MINUTE_MS).toISOString();

/** A submission is published at once, and again when its order has not ended by `republishAt`. */
export const firstPublishAttempt = (now: Date): PublishAttempts => ({
  publishAttempts: 1,
  republishAt: nextTime(now),
});

/** Whether all publish attempts are used up and the order has still not ended: an operator has to investigate. */
export const isStuck = ({ submission }: Pick<Session, 'submission'>): boolean =>
  (submission?.publishAttempts ?? 1) >= MAX_PUBLISH_ATTEMPTS;

/** The session with one more publish attempt. */
export const republished = <S extends Session>(session: S): S => ({
  ...session,
  submission: session.submission && {
    ...session.submission,
    publishAttempts: session.submission.publishAttempts + 1,
    republishAt: nextTime(new Date(session.submission.republishAt)),
  },
});
