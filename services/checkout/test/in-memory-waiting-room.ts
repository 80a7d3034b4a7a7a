import type { WaitingRoom } from '../src/gateways/waiting-room.ts';

/** Passes the same contract tests as the waiting room on DynamoDB. */
export function inMemoryWaitingRoom({ places }: { places: number }): WaitingRoom {
  const waiting = new Set<string>();
  return {
    async enter(sessionId) {
      if (waiting.has(sessionId) || waiting.size >= places) return undefined;
      waiting.add(sessionId);
      return async () => void waiting.delete(sessionId);
    },
  };
}
