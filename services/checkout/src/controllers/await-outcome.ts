import type { SessionRepository } from '../gateways/session-repository.ts';
import type { WaitingRoom } from '../gateways/waiting-room.ts';
import { toAttemptView, type AttemptView } from '../models/attempt.ts';

interface Dependencies {
  readonly sessions: Pick<SessionRepository, 'find'>;
  readonly waitingRoom: WaitingRoom;
  readonly now: () => Date;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

interface Wait {
  readonly sessionId: string;
  readonly orderId: string;
  readonly waitSeconds: number;
}

interface Outcome {
  readonly outcome: AttemptView;
  /** False when the request did not wait, because the session has a waiter already or no place was free. */
  readonly isPreferenceApplied: boolean;
}

// Most orders end within two seconds: poll often at first, then reduce the load on the table.
const FIRST_PAUSE_MILLISECONDS = 150;
const MAX_PAUSE_MILLISECONDS = 1_000;

/** Polls a session until its order has ended or the time is up, if there is a place to wait. */
export async function awaitOutcome(wait: Wait, deps: Dependencies): Promise<Outcome> {
  const current = await readOutcome(wait, deps);
  if (current.status !== 'completing' || wait.waitSeconds === 0)
    return { outcome: current, isPreferenceApplied: true };
  const leave = await deps.waitingRoom.enter(wait.sessionId);
  if (!leave) return { outcome: current, isPreferenceApplied: false };
  try {
    return { outcome: await poll(wait, deps), isPreferenceApplied: true };
  } finally {
    await leave();
  }
}

async function poll(wait: Wait, deps: Dependencies): Promise<AttemptView> {
  const deadline = deps.now().getTime() + wait.waitSeconds * 1000;
  let milliseconds = FIRST_PAUSE_MILLISECONDS;
  for (;;) {
    const outcome = await readOutcome(wait, deps);
    const left = deadline - deps.now().getTime();
    if (outcome.status !== 'completing' || left <= 0) return outcome;
    await deps.pause(Math.min(milliseconds, left));
    milliseconds = Math.min(milliseconds * 1.5, MAX_PAUSE_MILLISECONDS);
  }
}

async function readOutcome({ sessionId, orderId }: Wait, { sessions }: Dependencies): Promise<AttemptView> {
  const session = await sessions.find(sessionId);
  return toAttemptView(session!, orderId);
}
