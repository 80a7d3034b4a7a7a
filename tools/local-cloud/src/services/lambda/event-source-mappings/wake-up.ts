/** Lets a loop sleep until it is woken. A wake-up while the loop is running is kept for the next wait. */
export interface WakeUp {
  wake(): void;
  /** Resolves on a wake-up since the last wait, on timeout or on abort. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  readonly hasNews: boolean;
}

export function createWakeUp(): WakeUp {
  let hasNews = false;
  let wakeSleeper: (() => void) | undefined;
  return {
    wake() {
      hasNews = true;
      wakeSleeper?.();
    },
    get hasNews() {
      return hasNews;
    },
    async wait(milliseconds, signal) {
      if (!hasNews && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          const end = () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', end);
            resolve();
          };
          wakeSleeper = end;
          signal.addEventListener('abort', end);
        });
      }
      wakeSleeper = undefined;
      hasNews = false;
    },
  };
}
