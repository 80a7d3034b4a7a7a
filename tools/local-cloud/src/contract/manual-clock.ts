import type { Clock } from './clock.ts';

/** A clock that only a test moves. */
export interface ManualClock extends Clock {
  /** Moves the time, and wakes what is due until then, in order. */
  advanceTo(timeMs: number): Promise<void>;
}

/** Creates a clock that does not advance by itself, so that a test of schedules and timeouts does not have to wait for them. */
export function manualClock(startMs: number): ManualClock {
  let nowMs = startMs;
  let timers: { timeMs: number; wake: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    sleepUntil: (timeMs, signal) =>
      new Promise((resolve, reject) => {
        const timer = { timeMs, wake: resolve };
        timers.push(timer);
        signal.addEventListener('abort', () => {
          timers = timers.filter((other) => other !== timer);
          reject(signal.reason as Error);
        });
      }),
    async advanceTo(timeMs) {
      for (;;) {
        const [next] = timers
          .filter((timer) => timer.timeMs <= timeMs)
          .toSorted((one, other) => one.timeMs - other.timeMs);
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        nowMs = Math.max(nowMs, next.timeMs);
        next.wake();
        await new Promise(setImmediate);
      }
      nowMs = timeMs;
    },
  };
}
