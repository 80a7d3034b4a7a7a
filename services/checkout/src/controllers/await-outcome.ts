import type { SessionStore } from '../gateways/session-store.ts';
import { outcomeOf, type AttemptView } from '../models/attempt.ts';

interface Dependencies {
  readonly sessions: Pick<SessionStore, 'find'>;
  readonly now: () => Date;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

interface Wait {
  readonly sessionId: string;
  readonly orderId: string;
  readonly waitSeconds: number;
}

// A purchase takes a second or two: look often at first, then spare the table.
const FIRST_PAUSE_MILLISECONDS = 150;
const LONGEST_PAUSE_MILLISECONDS = 1_000;

/** Looks at a session until its purchase has ended, or the time is up. */
export async function awaitOutcome(
  { sessionId, orderId, waitSeconds }: Wait,
  { sessions, now, pause }: Dependencies,
): Promise<AttemptView> {
  const deadline = now().getTime() + waitSeconds * 1000;
  let milliseconds = FIRST_PAUSE_MILLISECONDS;
  for (;;) {
    const session = await sessions.find(sessionId);
    const outcome = outcomeOf(session!, orderId);
    const left = deadline - now().getTime();
    if (outcome.status !== 'completing' || left <= 0) return outcome;
    await pause(Math.min(milliseconds, left));
    milliseconds = Math.min(milliseconds * 1.5, LONGEST_PAUSE_MILLISECONDS);
  }
}
