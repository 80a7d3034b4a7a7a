import type { Clock } from '../../../contract/clock.ts';
import type { Statistics } from './metric-repository.ts';
import { toMetricKey, type Metric, type RecordMetric } from './metric.ts';

/** The statistics of a metric over one period. */
export interface PeriodStatistics {
  readonly startMs: number;
  readonly statistics: Statistics;
}

/** A metric with the time of its last value. */
export interface ListedMetric extends Metric {
  readonly lastMs: number;
}

/** The values of all metrics as time series, for GetMetricData and dashboards. */
export interface MetricHistory {
  readonly record: RecordMetric;
  list(): readonly ListedMetric[];
  /**
   * Reads a metric by periods, which begin at multiples of the period; periods without a value are absent.
   *
   * @param periodMs a multiple of ten seconds
   */
  read(metric: Metric, range: { fromMs: number; toMs: number; periodMs: number }): PeriodStatistics[];
}

interface Bucket {
  readonly startMs: number;
  count: number;
  sum: number;
  minimum: number;
  maximum: number;
  /** Undefined as long as all values are equal, as those of an idle queue are. */
  values: number[] | undefined;
}

interface Series extends Metric {
  lastMs: number;
  /** One list of buckets per resolution, oldest first. */
  readonly buckets: readonly Bucket[][];
}

/**
 * As in CloudWatch, a high resolution is kept for a shorter time; both are shorter here, because they are in memory:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#metrics-retention
 */
const RESOLUTIONS = [
  { bucketMs: 10_000, keptMs: 15 * 60_000 },
  { bucketMs: 60_000, keptMs: 3 * 60 * 60_000 },
] as const;
// Enough for a percentile of a minute.
const MAX_VALUES = 50;
// Three times what the services publish. A metric with an unbounded dimension must not fill the memory.
const MAX_SERIES = 4_000;

/** Stores the values of all metrics in memory: in buckets of ten seconds for 15 minutes, of one minute for three hours. */
export function inMemoryMetricHistory({ clock }: { readonly clock: Pick<Clock, 'nowMs'> }): MetricHistory {
  const all = new Map<string, Series>();

  function findOrAdd({ namespace, name, dimensions }: Metric): Series | undefined {
    const key = toMetricKey({ namespace, name, dimensions });
    const found = all.get(key);
    if (found !== undefined || all.size >= MAX_SERIES) return found;
    const added: Series = { namespace, name, dimensions, lastMs: 0, buckets: RESOLUTIONS.map(() => []) };
    all.set(key, added);
    return added;
  }

  return {
    record(datum) {
      const series = Number.isNaN(datum.value) ? undefined : findOrAdd(datum);
      if (series === undefined) return;
      series.lastMs = clock.nowMs();
      for (const [index, resolution] of RESOLUTIONS.entries())
        add(getCurrentBucket(series.buckets[index]!, series.lastMs, resolution), datum.value);
    },
    list: () =>
      [...all.values()].map(({ namespace, name, dimensions, lastMs }) => ({
        namespace,
        name,
        dimensions,
        lastMs,
      })),
    read(metric, { fromMs, toMs, periodMs }) {
      const series = all.get(toMetricKey(metric));
      if (series === undefined) return [];
      const isCoarse = periodMs % RESOLUTIONS[1].bucketMs === 0;
      return byPeriod(series.buckets[isCoarse ? 1 : 0]!, { fromMs, toMs, periodMs });
    },
  };
}

function getCurrentBucket(
  buckets: Bucket[],
  nowMs: number,
  { bucketMs, keptMs }: (typeof RESOLUTIONS)[number],
): Bucket {
  const startMs = nowMs - (nowMs % bucketMs);
  const last = buckets.at(-1);
  if (last?.startMs === startMs) return last;
  while (buckets[0] !== undefined && buckets[0].startMs <= startMs - keptMs) buckets.shift();
  const bucket: Bucket = {
    startMs,
    count: 0,
    sum: 0,
    minimum: Infinity,
    maximum: -Infinity,
    values: undefined,
  };
  buckets.push(bucket);
  return bucket;
}

function add(bucket: Bucket, value: number): void {
  if (bucket.values === undefined && bucket.count > 0 && value !== bucket.minimum)
    bucket.values = Array.from({ length: Math.min(bucket.count, MAX_VALUES) }, () => bucket.minimum);
  if (bucket.values !== undefined) bucket.values[bucket.count % MAX_VALUES] = value;
  bucket.count += 1;
  bucket.sum += value;
  bucket.minimum = Math.min(bucket.minimum, value);
  bucket.maximum = Math.max(bucket.maximum, value);
}

function byPeriod(
  buckets: readonly Bucket[],
  { fromMs, toMs, periodMs }: { fromMs: number; toMs: number; periodMs: number },
): PeriodStatistics[] {
  const periods = new Map<number, Bucket[]>();
  for (const bucket of buckets) {
    if (bucket.startMs < fromMs || bucket.startMs >= toMs) continue;
    const startMs = bucket.startMs - (bucket.startMs % periodMs);
    const inPeriod = periods.get(startMs);
    if (inPeriod === undefined) periods.set(startMs, [bucket]);
    else inPeriod.push(bucket);
  }
  return [...periods].map(([startMs, inPeriod]) => ({ startMs, statistics: toStatistics(inPeriod) }));
}

const toStatistics = (buckets: readonly Bucket[]): Statistics => ({
  count: buckets.reduce((count, bucket) => count + bucket.count, 0),
  sum: buckets.reduce((sum, bucket) => sum + bucket.sum, 0),
  minimum: Math.min(...buckets.map(({ minimum }) => minimum)),
  maximum: Math.max(...buckets.map(({ maximum }) => maximum)),
  values: buckets.flatMap(
    ({ values, count, minimum }) =>
      values ?? Array.from({ length: Math.min(count, MAX_VALUES) }, () => minimum),
  ),
});
