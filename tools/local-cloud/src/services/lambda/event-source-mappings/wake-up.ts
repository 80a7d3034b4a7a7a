/** Lets a loop sleep until someone has news for it. News that comes while it is awake is kept. */
export interface WakeUp {
  wake(): void;
  /** Resolves at once where there was news since the last wait; else on the next, in time, or when aborted. */
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
