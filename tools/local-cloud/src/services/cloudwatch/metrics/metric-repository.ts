import type { Clock } from '../../../contract/clock.ts';
import { toMetricKey, type Metric, type RecordMetric } from './metric.ts';

/** The statistics of a metric over a period. */
export interface Statistics {
  readonly count: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
  /** A sample of the values: the latest ones when there are many. */
  readonly values: readonly number[];
}

export interface MetricRepository {
  readonly record: RecordMetric;
  /** Retains the values of the metric from now on. Metrics without retention are dropped. */
  retain(metric: Metric, retentionSeconds: number): void;
  /** @returns undefined without a value in the period, whose end is exclusive */
  statistics(metric: Metric, fromMs: number, toMs: number): Statistics | undefined;
}

interface Datapoint {
  readonly startMs: number;
  count: number;
  sum: number;
  minimum: number;
  maximum: number;
  readonly values: number[];
}

interface Series {
  retentionMs: number;
  readonly datapoints: Datapoint[];
}

/** The shortest alarm period is ten seconds, so a higher resolution is not necessary. */
export const RESOLUTION_MS = 10_000;
// Enough for the 99th percentile over ten seconds.
const MAX_VALUES_PER_DATAPOINT = 200;

/** Stores the metrics that alarms use, in memory; they do not survive a restart. */
export function inMemoryMetricRepository({
  clock,
}: {
  readonly clock: Pick<Clock, 'nowMs'>;
}): MetricRepository {
  const retained = new Map<string, Series>();

  return {
    record(datum) {
      const series = retained.get(toMetricKey(datum));
      if (series === undefined || Number.isNaN(datum.value)) return;
      const nowMs = clock.nowMs();
      add(getCurrentDatapoint(series, nowMs - (nowMs % RESOLUTION_MS)), datum.value);
    },
    retain(metric, retentionSeconds) {
      const key = toMetricKey(metric);
      const retentionMs = retentionSeconds * 1000 + RESOLUTION_MS;
      const series = retained.get(key);
      if (series === undefined) retained.set(key, { retentionMs, datapoints: [] });
      else series.retentionMs = Math.max(series.retentionMs, retentionMs);
    },
    statistics(metric, fromMs, toMs) {
      const datapoints = retained.get(toMetricKey(metric))?.datapoints ?? [];
      const inPeriod = datapoints.filter(({ startMs }) => startMs >= fromMs && startMs < toMs);
      return inPeriod.length === 0 ? undefined : inPeriod.reduce<Statistics>(merge, EMPTY);
    },
  };
}

const EMPTY: Statistics = { count: 0, sum: 0, minimum: Infinity, maximum: -Infinity, values: [] };

function getCurrentDatapoint({ datapoints, retentionMs }: Series, startMs: number): Datapoint {
  const last = datapoints.at(-1);
  if (last?.startMs === startMs) return last;
  while (datapoints[0] !== undefined && datapoints[0].startMs < startMs - retentionMs) datapoints.shift();
  const datapoint: Datapoint = { ...EMPTY, startMs, values: [] };
  datapoints.push(datapoint);
  return datapoint;
}

function add(datapoint: Datapoint, value: number): void {
  datapoint.values[datapoint.count % MAX_VALUES_PER_DATAPOINT] = value;
  datapoint.count += 1;
  datapoint.sum += value;
  datapoint.minimum = Math.min(datapoint.minimum, value);
  datapoint.maximum = Math.max(datapoint.maximum, value);
}

const merge = (left: Statistics, right: Statistics): Statistics => ({
  count: left.count + right.count,
  sum: left.sum + right.sum,
  minimum: Math.min(left.minimum, right.minimum),
  maximum: Math.max(left.maximum, right.maximum),
  values: [...left.values, ...right.values],
});
