/** The time source of executions and schedules; tests replace it so that they do not have to wait. */
export interface Clock {
  nowMs(): number;
  /** Resolves at the given time, or at once if it has passed. Rejects with the signal's reason on abort. */
  sleepUntil(timeMs: number, signal: AbortSignal): Promise<void>;
}

/** A timer of more than 2^31 - 1 ms (24.8 days) fires at once, so longer waits use several timers. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Emits `jump` after the time has changed, so that sleepers look at the clock again. */
export const clockJumps = new EventTarget();

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  sleepUntil: (timeMs, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason as Error);
        return;
      }
      let timer: NodeJS.Timeout | undefined;
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      const onJump = () => {
        clearTimeout(timer);
        step();
      };
      clockJumps.addEventListener('jump', onJump, { signal });
      const step = () => {
        const leftMs = timeMs - Date.now();
        if (leftMs > 0) {
          timer = setTimeout(step, Math.min(leftMs, LONGEST_TIMER_MS));
          return;
        }
        signal.removeEventListener('abort', onAbort);
        clockJumps.removeEventListener('jump', onJump);
        resolve();
      };
      step();
    }),
};
