import type { StoredSpan } from './stored-trace.ts';

export interface RunningCallers {
  add(span: StoredSpan): void;
  remove(span: StoredSpan): void;
  /** The span of this name that started last and is still running. */
  latest(name: string): StoredSpan | undefined;
}

const CALLING = new Set<StoredSpan['kind']>(['invocation', 'task', 'execution', 'delivery']);

/** Finds the running function, task, state machine or rule of a call without a trace header. */
export function createRunningCallers(): RunningCallers {
  const byName = new Map<string, StoredSpan[]>();
  return {
    add(span) {
      if (!CALLING.has(span.kind)) return;
      const running = byName.get(span.name);
      if (running === undefined) byName.set(span.name, [span]);
      else running.push(span);
    },
    remove(span) {
      const running = byName.get(span.name);
      const index = running?.indexOf(span) ?? -1;
      if (index >= 0) running!.splice(index, 1);
      if (running?.length === 0) byName.delete(span.name);
    },
    latest: (name) => byName.get(name)?.at(-1),
  };
}
