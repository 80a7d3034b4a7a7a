import { embeddedMetrics } from './embedded-metrics.ts';
import type { MetricDatum, RecordMetric } from './metric.ts';
import { counted, type MetricFilter } from './metric-filters.ts';

/** One line of JSON that a function or a task wrote, as CloudWatch would see it. */
export interface SeenLine {
  /** `tradewind-orders-local-place-order`, or of a task `FAMILY/CONTAINER`. */
  readonly source: string;
  readonly logGroup: string;
  readonly entry: Readonly<Record<string, unknown>>;
  /** In the embedded metric format. */
  readonly embedded: readonly MetricDatum[];
  /** Names of the metric filters that it matches. */
  readonly matched: readonly string[];
}

export interface LogLines {
  /** Counts what a line counts. @param logGroup  that of a function of this name, where not given */
  read(source: string, line: string, logGroup?: string): void;
  declare(filter: MetricFilter): void;
  remove(filterName: string): void;
}

interface Dependencies {
  readonly record: RecordMetric;
  readonly onLine?: (line: SeenLine) => void;
}

/** Makes metrics of log lines: those embedded in them, and those that metric filters take from them. */
export function createLogLines({ record, onLine }: Dependencies): LogLines {
  const byLogGroup = new Map<string, Map<string, MetricFilter>>();

  return {
    read(source, line, logGroup = logGroupOf(source)) {
      const entry = parsed(line);
      if (entry === undefined) return;
      const embedded = embeddedMetrics(entry);
      for (const datum of embedded) record(datum);
      const matched: string[] = [];
      for (const filter of byLogGroup.get(logGroup)?.values() ?? []) {
        const { isMatch, data } = counted(filter, entry);
        if (isMatch) matched.push(filter.name);
        for (const datum of data) record(datum);
      }
      onLine?.({ source, logGroup, entry, embedded, matched });
    },
    declare(filter) {
      const filters = byLogGroup.get(filter.logGroup) ?? new Map<string, MetricFilter>();
      byLogGroup.set(filter.logGroup, filters.set(filter.name, filter));
    },
    remove(filterName) {
      for (const filters of byLogGroup.values()) filters.delete(filterName);
    },
  };
}

/** Where a function writes, unless told otherwise, which none here is. */
const logGroupOf = (source: string): string => `/aws/lambda/${source}`;

function parsed(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
