/** Time as executions see it: handed in, so that a test does not have to wait for it. */
export interface Clock {
  nowMs(): number;
  /** Resolves at that time, at once where it has passed; rejects with the signal's reason when it aborts. */
  sleepUntil(timeMs: number, signal: AbortSignal): Promise<void>;
}

/** Timers fire at once beyond 2^31 - 1 ms (24.8 days): longer waits go in steps. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

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
      const step = () => {
        const leftMs = timeMs - Date.now();
        if (leftMs > 0) {
          timer = setTimeout(step, Math.min(leftMs, LONGEST_TIMER_MS));
          return;
        }
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      step();
    }),
};
