import { STAGE } from '../../../workspace/src/aws/aws-constants.ts';
import type { Observer } from '../boot/services.ts';
import type { Metric } from '../services/cloudwatch/metrics/metric.ts';
import { toMetricKey } from '../services/cloudwatch/metrics/metric.ts';

/** One line of `.local/test-record/logs.jsonl`: a log line or metric that the code wrote during the tests. */
export type Recorded = RecordedLine | RecordedMetric;

interface Emitter {
  readonly service: string;
  /** The name in serverless.yml, or `FAMILY/CONTAINER` for a task. */
  readonly function: string;
}

export interface RecordedLine extends Emitter {
  readonly logGroup: string;
  readonly line: Readonly<Record<string, unknown>>;
  /**
   * At ERROR: whether each occurrence was counted, by a failed invocation or by `UnexpectedErrors`. Undefined if unknown:
   * for tasks, and for lines outside of an invocation.
   */
  readonly isCounted?: boolean;
}

/** A metric in the embedded metric format. */
export interface RecordedMetric extends Emitter {
  readonly metric: Metric;
}

export interface LogRecord {
  readonly observer: Required<Pick<Observer, 'onLine' | 'onFinished'>>;
  /** The records so far: one per function, event, level, set of fields and matching metric filters. */
  recorded(): readonly Recorded[];
}

interface Pending {
  readonly key: string;
  readonly requestId: string;
  readonly unexpectedBefore: number;
}

/** Records the log lines and metrics of functions and tasks, each kind of line once. */
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

/** `tradewind-orders-local-place-order` is the function place-order of orders. The lines of a task name their service. */
function emitterOf(source: string, line: Readonly<Record<string, unknown>>): Emitter {
  const [, service, name] = new RegExp(`^tradewind-(.+?)-${STAGE}-(.+)$`).exec(source) ?? [];
  return { service: String(line['service'] ?? service ?? ''), function: name ?? source };
}
