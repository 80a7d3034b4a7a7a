export interface VirtualTime {
  /** Milliseconds since the start. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Runs until `main` is settled; the clock jumps from one timer to the next. */
  run<T>(main: () => Promise<T>): Promise<T>;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly resolve: () => void;
}

/** A clock that does not wait: a discrete-event simulation of asynchronous code. */
export function virtualTime(): VirtualTime {
  let now = 0;
  let order = 0;
  const timers: Timer[] = [];
  const isBefore = (one: Timer, other: Timer) => one.at - other.at || one.order - other.order;

  function insert(timer: Timer): void {
    let [low, high] = [0, timers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      // Sorted from the last timer to the first, so that the first one is removed in constant time.
      if (isBefore(timers[middle]!, timer) > 0) low = middle + 1;
      else high = middle;
    }
    timers.splice(low, 0, timer);
  }

  return {
    now: () => now,
    sleep: (milliseconds) =>
      new Promise((resolve) => insert({ at: now + milliseconds, order: order++, resolve })),
    async run(main) {
      let isDone = false;
      const result = main().finally(() => (isDone = true));
      result.catch(() => {});
      for (;;) {
        // Promise callbacks run before the next immediate.
        await new Promise<void>((resolve) => void setImmediate(resolve));
        if (isDone) return result;
        const next = timers.pop();
        if (!next) throw new Error('The simulation waits for something that never happens.');
        now = next.at;
        next.resolve();
      }
    },
  };
}
