import type { SessionRepository } from '../gateways/session-repository.ts';
import { toAttemptView, type AttemptView } from '../models/attempt.ts';

interface Dependencies {
  readonly sessions: Pick<SessionRepository, 'find'>;
  readonly now: () => Date;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

interface Wait {
  readonly sessionId: string;
  readonly orderId: string;
  readonly waitSeconds: number;
}

// Most orders end within two seconds: poll often at first, then reduce the load on the table.
const FIRST_PAUSE_MILLISECONDS = 150;
const MAX_PAUSE_MILLISECONDS = 1_000;

/** Polls a session until its order has ended or the time is up. */
export async function awaitOutcome(
  { sessionId, orderId, waitSeconds }: Wait,
  { sessions, now, pause }: Dependencies,
): Promise<AttemptView> {
  const deadline = now().getTime() + waitSeconds * 1000;
  let milliseconds = FIRST_PAUSE_MILLISECONDS;
  for (;;) {
    const session = await sessions.find(sessionId);
    const outcome = toAttemptView(session!, orderId);
    const left = deadline - now().getTime();
    if (outcome.status !== 'completing' || left <= 0) return outcome;
    await pause(Math.min(milliseconds, left));
    milliseconds = Math.min(milliseconds * 1.5, MAX_PAUSE_MILLISECONDS);
  }
}
