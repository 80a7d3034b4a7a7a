import { embeddedMetrics } from './embedded-metrics.ts';
import type { MetricDatum, RecordMetric } from './metric.ts';
import { applyMetricFilter, type MetricFilter } from './metric-filters.ts';

/** A JSON log line of a function or task. */
export interface LogEvent {
  /** The function name, such as `tradewind-orders-local-place-order`, or `FAMILY/CONTAINER` for a task. */
  readonly source: string;
  readonly logGroup: string;
  readonly entry: Readonly<Record<string, unknown>>;
  /** The metrics in the embedded metric format. */
  readonly embedded: readonly MetricDatum[];
  /** The names of the matching metric filters. */
  readonly matched: readonly string[];
}

export interface LogMetrics {
  /**
   * Records the metrics of a log line.
   *
   * @param logGroup default: the log group of the function
   * @returns the parsed line, or undefined if it is not a JSON object
   */
  process(source: string, line: string, logGroup?: string): LogEvent['entry'] | undefined;
  putMetricFilter(filter: MetricFilter): void;
  deleteMetricFilter(filterName: string): void;
}

interface Dependencies {
  readonly record: RecordMetric;
  readonly onLogEvent?: (event: LogEvent) => void;
}

/** Extracts metrics from log lines: by the embedded metric format and by metric filters. */
export function createLogMetrics({ record, onLogEvent }: Dependencies): LogMetrics {
  const byLogGroup = new Map<string, Map<string, MetricFilter>>();

  return {
    process(source, line, logGroup = toLogGroup(source)) {
      const entry = parseJson(line);
      if (entry === undefined) return undefined;
      const embedded = embeddedMetrics(entry);
      for (const datum of embedded) record(datum);
      const matched: string[] = [];
      for (const filter of byLogGroup.get(logGroup)?.values() ?? []) {
        const { isMatch, data } = applyMetricFilter(filter, entry);
        if (isMatch) matched.push(filter.name);
        for (const datum of data) record(datum);
      }
      onLogEvent?.({ source, logGroup, entry, embedded, matched });
      return entry;
    },
    putMetricFilter(filter) {
      const filters = byLogGroup.get(filter.logGroup) ?? new Map<string, MetricFilter>();
      byLogGroup.set(filter.logGroup, filters.set(filter.name, filter));
    },
    deleteMetricFilter(filterName) {
      for (const filters of byLogGroup.values()) filters.delete(filterName);
    },
  };
}

/** The default log group of a function. */
export const toLogGroup = (source: string): string => `/aws/lambda/${source}`;

function parseJson(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
