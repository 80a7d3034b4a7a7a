import type { SessionRepository } from '../gateways/session-repository.ts';
import type { WaitingRoom } from '../gateways/waiting-room.ts';
import { toAttemptView, type AttemptView } from '../models/attempt.ts';

interface Dependencies {
  readonly sessions: Pick<SessionRepository, 'find' | 'peek'>;
  readonly waitingRoom: WaitingRoom;
  readonly now: () => Date;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

interface Wait {
  readonly sessionId: string;
  readonly orderId: string;
  readonly waitSeconds: number;
  /** Whether this request submitted the session, so that its order has only just begun. */
  readonly isSubmitter: boolean;
}

interface Outcome {
  readonly outcome: AttemptView;
  /** False when the request did not wait, because the session has a waiter already or no place was free. */
  readonly isPreferenceApplied: boolean;
}

// Most orders end within two seconds, and the customer sees it at most a tenth of a second later, including the read and
// the response. Orders that take longer wait for something else, so that the load on the table matters more.
const PAUSE_MILLISECONDS = 70;
const OFTEN_FOR_MILLISECONDS = 3_000;
const LONG_PAUSE_MILLISECONDS = 500;

/** Polls a session until its order has ended or the time is up, if there is a place to wait. */
export async function awaitOutcome(wait: Wait, deps: Dependencies): Promise<Outcome> {
  const { sessionId, orderId, isSubmitter } = wait;
  const current: AttemptView = isSubmitter
    ? { sessionId, status: 'completing', orderId }
    : await readOutcome(wait, deps.sessions.find);
  if (current.status !== 'completing' || wait.waitSeconds === 0)
    return { outcome: current, isPreferenceApplied: true };
  const leave = await deps.waitingRoom.enter(isSubmitter ? undefined : { sessionId });
  if (!leave) return { outcome: current, isPreferenceApplied: false };
  try {
    return { outcome: await poll(wait, deps), isPreferenceApplied: true };
  } finally {
    await leave();
  }
}

async function poll(wait: Wait, deps: Dependencies): Promise<AttemptView> {
  const startedAt = deps.now().getTime();
  for (;;) {
    const waited = deps.now().getTime() - startedAt;
    const left = wait.waitSeconds * 1000 - waited;
    const milliseconds = waited < OFTEN_FOR_MILLISECONDS ? PAUSE_MILLISECONDS : LONG_PAUSE_MILLISECONDS;
    await deps.pause(Math.min(milliseconds, left));
    const outcome = await readOutcome(wait, deps.sessions.peek);
    if (outcome.status !== 'completing' || milliseconds >= left) return outcome;
  }
}

async function readOutcome(
  { sessionId, orderId }: Wait,
  read: SessionRepository['find'],
): Promise<AttemptView> {
  const session = await read(sessionId);
  return session ? toAttemptView(session, orderId) : { sessionId, status: 'completing', orderId };
}
