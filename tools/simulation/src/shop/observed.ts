import type { Engine } from '../engine/engine.ts';
import type { Image, Stream } from '../deliveries/stream.ts';
import type { ChangeFact, RecordState } from '../invariants/index.ts';

type Kind = ChangeFact['kind'];
type Record_ = Readonly<Record<string, unknown>>;

/** The writes of one history, in the order in which they took effect. */
export interface ChangeLog {
  readonly changes: readonly ChangeFact[];
  /** Compares all records of a kind with the last time, and passes changes on to the streams of their table. */
  observe(kind: Kind | 'stock', records: ReadonlyMap<string, Record_>, streams?: readonly Stream[]): void;
}

export function createChangeLog(engine: Engine): ChangeLog {
  const changes: ChangeFact[] = [];
  const known = new Map<string, Map<string, Record_>>();
  return {
    changes,
    observe(kind, records, streams = []) {
      const before = known.get(kind) ?? new Map<string, Record_>();
      known.set(kind, before);
      const correlationId = engine.current()?.surroundings.correlation.id ?? 'none';
      for (const [id, record] of records) {
        const previous = before.get(id);
        if (previous && !isChanged(previous, record)) continue;
        before.set(id, record);
        if (kind !== 'stock') changes.push({ kind, id, before: toState(previous), after: toState(record) });
        for (const stream of streams) stream.push(previous as Image, record as Image, correlationId);
      }
    },
  };
}

const isChanged = (one: Record_, other: Record_): boolean =>
  one !== other &&
  (one['version'] !== other['version'] || one['status'] !== other['status'] || !('version' in one));

function toState(record: Record_ | undefined): RecordState | undefined {
  if (!record) return undefined;
  const { status, version } = record as { status: string; version?: number };
  return { status, ...(version !== undefined && { version }) };
}

/** The records to observe: one, if it exists. */
export const toObserved = (id: string, record: object | undefined): ReadonlyMap<string, Record_> =>
  new Map(record ? [[id, record as Record_]] : []);

/** Calls `after` with the arguments of each method of a repository that has written. */
export function withObserver<T extends object>(
  target: T,
  reads: readonly string[],
  after: (...args: readonly never[]) => Promise<void>,
): T {
  return new Proxy(target, {
    get(_, name) {
      const call = Reflect.get(target, name) as unknown;
      if (typeof call !== 'function' || reads.includes(String(name))) return call;
      return async (...args: unknown[]) => {
        try {
          return await (call as (...given: unknown[]) => Promise<unknown>).apply(target, args);
        } finally {
          await after(...(args as never[]));
        }
      };
    },
  });
}
