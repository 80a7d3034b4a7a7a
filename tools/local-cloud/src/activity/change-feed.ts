import type { ActivityChange, LogLine, TraceSummary } from '../contract/activity.ts';
import type { StoredTrace } from './stored-trace.ts';

type Listener = (change: ActivityChange) => void;

export interface ChangeFeed {
  changed(trace: StoredTrace): void;
  removed(traceId: string): void;
  line(line: LogLine): void;
  subscribe(listener: Listener): () => void;
}

const INTERVAL_MS = 250;
const MAX_LINES = 500;

/** Collects changes and passes them on at most four times per second, and only while there are listeners. */
export function createChangeFeed(summary: (trace: StoredTrace) => TraceSummary): ChangeFeed {
  const listeners = new Set<Listener>();
  const changed = new Set<StoredTrace>();
  const removed = new Set<string>();
  let lines: LogLine[] = [];
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    timer = undefined;
    const summaries = [...changed].map(summary).filter(({ id }) => !removed.has(id));
    const change = { traces: summaries, removed: [...removed], lines: lines.slice(-MAX_LINES) };
    changed.clear();
    removed.clear();
    lines = [];
    for (const listener of listeners) listener(change);
  }

  function schedule(): void {
    timer ??= setTimeout(flush, INTERVAL_MS).unref();
  }

  return {
    changed(trace) {
      if (listeners.size === 0) return;
      changed.add(trace);
      removed.delete(trace.id);
      schedule();
    },
    removed(traceId) {
      if (listeners.size === 0) return;
      removed.add(traceId);
      schedule();
    },
    line(line) {
      if (listeners.size === 0) return;
      lines.push(line);
      if (lines.length > 2 * MAX_LINES) lines = lines.slice(-MAX_LINES);
      schedule();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearTimeout(timer);
        timer = undefined;
        changed.clear();
        removed.clear();
        lines = [];
      };
    },
  };
}
