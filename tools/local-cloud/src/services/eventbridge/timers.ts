import type { Clock } from '../../contract/clock.ts';
import type { Timetable } from './schedule-expression.ts';

interface Timed {
  readonly timetable: Timetable;
  /** Called at each due time, which is handed in. */
  readonly onDue: (dueMs: number) => void;
}

/** Waits for the due times of several timetables, each under a name. */
export function createTimers(clock: Clock) {
  const timed = new Map<string, Timed>();
  const running = new Map<string, AbortController>();
  let isStarted = false;

  function begin(name: string): void {
    const entry = timed.get(name);
    if (entry === undefined || !isStarted) return;
    const controller = new AbortController();
    running.set(name, controller);
    void untilAborted(entry, controller.signal);
  }

  async function untilAborted({ timetable, onDue }: Timed, signal: AbortSignal): Promise<void> {
    let dueMs = timetable.nextAfter(clock.nowMs());
    while (dueMs !== undefined) {
      try {
        await clock.sleepUntil(dueMs, signal);
      } catch {
        return;
      }
      onDue(dueMs);
      // Times missed while the machine slept are not made up for: EventBridge would have sent them then.
      dueMs = timetable.nextAfter(Math.max(dueMs, clock.nowMs()));
    }
  }

  function end(name: string): void {
    running.get(name)?.abort();
    running.delete(name);
  }

  return {
    /** Replaces what was under the name; undefined takes it away. */
    set(name: string, entry: Timed | undefined): void {
      end(name);
      if (entry === undefined) timed.delete(name);
      else timed.set(name, entry);
      begin(name);
    },
    start(): void {
      isStarted = true;
      for (const name of timed.keys()) if (!running.has(name)) begin(name);
    },
    stop(): void {
      isStarted = false;
      for (const name of running.keys()) end(name);
    },
  };
}
