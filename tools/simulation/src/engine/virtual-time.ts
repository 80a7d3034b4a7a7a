/** A scheduled step; canceled steps are skipped. */
export interface Step {
  readonly at: number;
  readonly order: number;
  isCanceled: boolean;
  readonly run: () => void;
}

/** A clock that jumps from one step to the next. It releases one step, and waits until all code rests. */
export interface VirtualTime {
  /** Milliseconds since 1970. */
  now(): number;
  date(): Date;
  at(milliseconds: number, run: () => void): Step;
  sleep(milliseconds: number): Promise<void>;
  /** Runs all steps up to a time. */
  runUntil(milliseconds: number): Promise<void>;
  steps(): number;
}

export function virtualTime(start: number): VirtualTime {
  const heap: Step[] = [];
  let [now, order, released] = [start, 0, 0];
  const at = (milliseconds: number, run: () => void): Step => {
    const step = { at: Math.max(now, milliseconds), order: order++, isCanceled: false, run };
    push(heap, step);
    return step;
  };
  return {
    now: () => now,
    date: () => new Date(now),
    at,
    sleep: (milliseconds) => new Promise((resolve) => void at(now + milliseconds, resolve)),
    async runUntil(limit) {
      for (let next = heap[0]; next && next.at <= limit; next = heap[0]) {
        pop(heap);
        if (next.isCanceled) continue;
        now = next.at;
        released++;
        next.run();
        // All promise callbacks run before the next immediate.
        await new Promise<void>((resolve) => void setImmediate(resolve));
      }
      now = Math.max(now, limit);
    },
    steps: () => released,
  };
}

const isBefore = (one: Step, other: Step): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

/** A binary heap: the earliest step is the first. */
function push(heap: Step[], step: Step): void {
  let index = heap.push(step) - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!isBefore(heap[index]!, heap[parent]!)) return;
    [heap[index], heap[parent]] = [heap[parent]!, heap[index]!];
    index = parent;
  }
}

function pop(heap: Step[]): void {
  const last = heap.pop()!;
  if (heap.length === 0) return;
  heap[0] = last;
  for (let index = 0; ;) {
    let first = index;
    for (const child of [2 * index + 1, 2 * index + 2])
      if (child < heap.length && isBefore(heap[child]!, heap[first]!)) first = child;
    if (first === index) return;
    [heap[index], heap[first]] = [heap[first]!, heap[index]!];
    index = first;
  }
}
