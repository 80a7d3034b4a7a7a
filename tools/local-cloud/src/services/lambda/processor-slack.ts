import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';

/** What the process used since its start. */
export interface ProcessorUsage {
  /** Milliseconds of a monotonic clock. */
  readonly now: number;
  /** CPU time of all threads, in milliseconds. */
  readonly cpu: number;
  /** Time in which the event loop of the main thread was active, in milliseconds. */
  readonly loop: number;
}

/** Whether another thread would help: none does if the cores or the event loop of the main thread are busy. */
export type HasSlack = () => boolean;

// Shorter windows measure single requests rather than the load.
const WINDOW_MILLIS = 50;
// The database and the test or browser that sends the requests need the rest.
const BUSY_CORES = 0.75;
const BUSY_LOOP = 0.75;

/** Measures the load since the last window of at least 50 ms. */
export function createProcessorSlack({
  cores = availableParallelism(),
  measure = measureProcess,
}: { readonly cores?: number; readonly measure?: () => ProcessorUsage } = {}): HasSlack {
  let last = measure();
  let hasSlack = true;
  return () => {
    const usage = measure();
    const elapsed = usage.now - last.now;
    if (elapsed < WINDOW_MILLIS) return hasSlack;
    const [cpu, loop] = [(usage.cpu - last.cpu) / elapsed, (usage.loop - last.loop) / elapsed];
    hasSlack = cpu < BUSY_CORES * cores && loop < BUSY_LOOP;
    last = usage;
    return hasSlack;
  };
}

/** https://nodejs.org/api/perf_hooks.html#performanceeventlooputilizationutilization1-utilization2 */
function measureProcess(): ProcessorUsage {
  const { user, system } = process.cpuUsage();
  return {
    now: performance.now(),
    cpu: (user + system) / 1000,
    loop: performance.eventLoopUtilization().active,
  };
}
