import { STAGE } from '../../../workspace/src/aws/aws-constants.ts';
import type { Observer } from '../boot/services.ts';
import type { Metric } from '../services/cloudwatch/metrics/metric.ts';
import { toMetricKey } from '../services/cloudwatch/metrics/metric.ts';

/** One line of `.local/test-record/logs.jsonl`: a log line that the tests made the code write, or a metric. */
export type Recorded = RecordedLine | RecordedMetric;

interface Emitter {
  readonly service: string;
  /** As serverless.yml names it; of a task `FAMILY/CONTAINER`. */
  readonly function: string;
}

export interface RecordedLine extends Emitter {
  readonly logGroup: string;
  readonly line: Readonly<Record<string, unknown>>;
  /**
   * At ERROR: whether the function's error count moved each time, by an invocation that failed or by
   * `UnexpectedErrors`. Absent where nobody can tell: of tasks, and of lines outside of an invocation.
   */
  readonly isCounted?: boolean;
}

/** What was counted in the embedded metric format. */
export interface RecordedMetric extends Emitter {
  readonly metric: Metric;
}

export interface LogRecord {
  readonly observer: Required<Observer>;
  /** What is known so far: one line for each event, level and set of fields of a function, and for each metric filter. */
  recorded(): readonly Recorded[];
}

interface Pending {
  readonly key: string;
  readonly requestId: string;
  readonly unexpectedBefore: number;
}

/** Remembers what functions and tasks log and count, each kind of line once. */
export function createLogRecord(): LogRecord {
  const lines = new Map<string, RecordedLine>();
  const metrics = new Map<string, RecordedMetric>();
  const pending = new Map<string, Pending[]>();
  const unexpected = new Map<string, number>();
  const unexpectedOf = (source: string) => unexpected.get(source) ?? 0;

  return {
    recorded: () => [...lines.values(), ...metrics.values()],
    observer: {
      onLine({ source, logGroup, entry, embedded, matched }) {
        const emitter = emitterOf(source, entry);
        for (const { namespace, name, dimensions } of embedded) {
          const metric = { namespace, name, dimensions };
          metrics.set(`${source} ${toMetricKey(metric)}`, { ...emitter, metric });
          if (name === 'UnexpectedErrors') unexpected.set(source, unexpectedOf(source) + 1);
        }
        if (embedded.length > 0) return;
        const key = JSON.stringify([source, entry['event'], entry['level'], Object.keys(entry), matched]);
        if (!lines.has(key)) lines.set(key, { ...emitter, logGroup, line: entry });
        const { level, requestId } = entry;
        if (level !== 'ERROR' || typeof requestId !== 'string') return;
        const before = pending.get(source) ?? [];
        pending.set(source, [...before, { key, requestId, unexpectedBefore: unexpectedOf(source) }]);
      },
      onFinished({ functionName: source, requestId, outcome }) {
        const waiting = pending.get(source);
        if (waiting === undefined) return;
        for (const { key, unexpectedBefore } of waiting.filter((one) => one.requestId === requestId)) {
          const isCounted = outcome === 'error' || unexpectedOf(source) > unexpectedBefore;
          const known = lines.get(key)!;
          lines.set(key, { ...known, isCounted: isCounted && known.isCounted !== false });
        }
        pending.set(
          source,
          waiting.filter((one) => one.requestId !== requestId),
        );
      },
    },
  };
}

/** `tradewind-orders-local-place-order` is place-order of orders; a task's lines name their service. */
function emitterOf(source: string, line: Readonly<Record<string, unknown>>): Emitter {
  const [, service, name] = new RegExp(`^tradewind-(.+?)-${STAGE}-(.+)$`).exec(source) ?? [];
  return { service: String(line['service'] ?? service ?? ''), function: name ?? source };
}
