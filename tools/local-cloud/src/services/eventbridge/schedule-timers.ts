import type { Clock } from '../../contract/clock.ts';
import type { Schedule } from './schedule-expression.ts';

interface ScheduleTimer {
  readonly schedule: Schedule;
  /** Called at each due time. */
  readonly onDue: (dueMs: number) => void;
}

/** Runs the timers of several schedules, each with a name. */
export function createScheduleTimers(clock: Clock) {
  const timers = new Map<string, ScheduleTimer>();
  const running = new Map<string, AbortController>();
  let isStarted = false;

  function startTimer(name: string): void {
    const entry = timers.get(name);
    if (entry === undefined || !isStarted) return;
    const controller = new AbortController();
    running.set(name, controller);
    void runUntilAborted(entry, controller.signal);
  }

  async function runUntilAborted({ schedule, onDue }: ScheduleTimer, signal: AbortSignal): Promise<void> {
    let dueMs = schedule.nextAfter(clock.nowMs());
    while (dueMs !== undefined) {
      try {
        await clock.sleepUntil(dueMs, signal);
      } catch {
        return;
      }
      onDue(dueMs);
      // Due times missed while the machine was suspended are skipped.
      dueMs = schedule.nextAfter(Math.max(dueMs, clock.nowMs()));
    }
  }

  function stopTimer(name: string): void {
    running.get(name)?.abort();
    running.delete(name);
  }

  return {
    /** Replaces the timer with the name; undefined removes it. */
    set(name: string, entry: ScheduleTimer | undefined): void {
      stopTimer(name);
      if (entry === undefined) timers.delete(name);
      else timers.set(name, entry);
      startTimer(name);
    },
    start(): void {
      isStarted = true;
      for (const name of timers.keys()) if (!running.has(name)) startTimer(name);
    },
    stop(): void {
      isStarted = false;
      for (const name of running.keys()) stopTimer(name);
    },
  };
}
