import type { WaitingRoom } from '../src/gateways/waiting-room.ts';

/** Passes the same contract tests as the waiting room on DynamoDB. */
export function inMemoryWaitingRoom({ places }: { places: number }): WaitingRoom {
  const waiting = new Set<{ readonly sessionId?: string }>();
  return {
    async enter(repeated) {
      const sessionId = repeated?.sessionId;
      const isWaiting = sessionId !== undefined && [...waiting].some((each) => each.sessionId === sessionId);
      if (isWaiting || waiting.size >= places) return undefined;
      const waiter = { ...(sessionId !== undefined && { sessionId }) };
      waiting.add(waiter);
      return async () => void waiting.delete(waiter);
    },
  };
}
