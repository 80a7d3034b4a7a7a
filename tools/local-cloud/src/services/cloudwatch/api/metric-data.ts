import { AwsError } from '../../../contract/aws-error.ts';
import { parseMetricMath } from '../alarms/metric-math.ts';
import type { MetricHistory, PeriodStatistics } from '../metrics/metric-history.ts';
import type { Metric } from '../metrics/metric.ts';
import { getStatistic } from '../metrics/statistic.ts';
import { isSearch, parseSearch } from './search-expression.ts';
import { toMetric, type MetricInput } from '../metrics/metric-input.ts';

export interface MetricDataQuery {
  readonly Id: string;
  readonly Label?: string;
  readonly Period?: number;
  readonly ReturnData?: boolean;
  readonly Expression?: string;
  readonly MetricStat?: { readonly Metric: MetricInput; readonly Period: number; readonly Stat: string };
}

/** Values by the start of their period in milliseconds. */
export interface DataSeries {
  readonly id: string;
  readonly label: string;
  readonly values: ReadonlyMap<number, number>;
}

interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

type History = Pick<MetricHistory, 'list' | 'read'>;

const DEFAULT_PERIOD_SECONDS = 300;

/**
 * Evaluates the queries of GetMetricData: metrics, metric math and search expressions.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 *
 * @returns the series of the queries that return data; a search returns one series per metric
 * @throws AwsError ValidationError for an unsupported statistic or expression
 */
export function evaluateQueries(
  queries: readonly MetricDataQuery[],
  range: Range,
  history: History,
): DataSeries[] {
  const byId = new Map(queries.map((query) => [query.Id, query]));
  const cache = new Map<string, DataSeries[]>();

  function seriesOf(query: MetricDataQuery): DataSeries[] {
    const found = cache.get(query.Id);
    if (found !== undefined) return found;
    // An expression that refers to itself finds no series instead of recursing forever.
    cache.set(query.Id, []);
    const series = evaluate(query);
    cache.set(query.Id, series);
    return series;
  }

  function evaluate({ Id: id, Label, Expression, MetricStat: stat, Period }: MetricDataQuery): DataSeries[] {
    if (stat !== undefined) {
      const metric = toMetric(stat.Metric);
      const values = readValues(metric, { statistic: stat.Stat, periodSeconds: stat.Period, range, history });
      return [{ id, label: Label ?? metric.name, values }];
    }
    if (Expression === undefined)
      throw new AwsError('ValidationError', `The query ${id} has neither MetricStat nor Expression.`);
    if (isSearch(Expression)) return search({ id, label: Label, expression: Expression, range, history });
    return [{ id, label: Label ?? id, values: calculate(id, Expression, Period) }];
  }

  function calculate(id: string, expression: string, period: number | undefined): Map<number, number> {
    const referenced = [...byId.values()].filter(
      (query) => query.Id !== id && new RegExp(`\\b${query.Id}\\b`).test(expression),
    );
    const operands = new Map(referenced.map((query) => [query.Id, seriesOf(query)[0]?.values ?? new Map()]));
    const periodMs = (period ?? Math.max(...referenced.map(toPeriod), 60)) * 1000;
    const math = withValidation(() => parseMetricMath(expression));
    const values = new Map<number, number>();
    const firstMs = range.fromMs - (range.fromMs % periodMs);
    for (let atMs = firstMs; atMs < range.toMs; atMs += periodMs) {
      const value = math((operand) => operands.get(operand)?.get(atMs));
      if (value !== undefined) values.set(atMs, value);
    }
    return values;
  }

  return queries.filter(({ ReturnData = true }) => ReturnData).flatMap(seriesOf);
}

const toPeriod = ({ MetricStat, Period, Expression }: MetricDataQuery): number =>
  MetricStat?.Period ??
  Period ??
  (Expression !== undefined && isSearch(Expression) ? parseSearch(Expression).periodSeconds : undefined) ??
  DEFAULT_PERIOD_SECONDS;

function search({
  id,
  label,
  expression,
  range,
  history,
}: {
  id: string;
  label: string | undefined;
  expression: string;
  range: Range;
  history: History;
}): DataSeries[] {
  const { statistic, periodSeconds = DEFAULT_PERIOD_SECONDS, isSummed, matches } = parseSearch(expression);
  const found = history.list().filter(matches);
  const series = found.map((metric) => ({
    id,
    label: toSearchLabel(metric, found),
    values: readValues(metric, { statistic, periodSeconds, range, history }),
  }));
  if (!isSummed) return series.filter(({ values }) => values.size > 0);
  const total = new Map<number, number>();
  for (const { values } of series)
    for (const [atMs, value] of values) total.set(atMs, (total.get(atMs) ?? 0) + value);
  return [{ id, label: label ?? id, values: total }];
}

/** What distinguishes a metric from the others that were found: the values of the dimensions that differ. */
function toSearchLabel({ name, dimensions }: Metric, found: readonly Metric[]): string {
  const differing = Object.entries(dimensions)
    .filter(([key, value]) => found.some((other) => other.dimensions[key] !== value))
    .map(([, value]) => value);
  return differing.length > 0 ? differing.join(' ') : name;
}

function readValues(
  metric: Metric,
  {
    statistic,
    periodSeconds,
    range,
    history,
  }: { statistic: string; periodSeconds: number; range: Range; history: History },
): Map<number, number> {
  const calculateStatistic = withValidation(() => getStatistic(statistic));
  const periodMs = toPeriodMs(periodSeconds);
  const fromMs = range.fromMs - (range.fromMs % periodMs);
  const periods = history.read(metric, { fromMs, toMs: range.toMs, periodMs });
  return new Map(
    periods.map(({ startMs, statistics }: PeriodStatistics) => [startMs, calculateStatistic(statistics)]),
  );
}

/** @throws AwsError ValidationError unless the period is a multiple of ten seconds, the local resolution */
export function toPeriodMs(periodSeconds: number): number {
  if (!(periodSeconds > 0) || periodSeconds % 10 !== 0)
    throw new AwsError('ValidationError', 'Period must be a multiple of 10 seconds.');
  return periodSeconds * 1000;
}

/** Turns an error about an unsupported statistic or expression into the error of the API. */
export function withValidation<Result>(parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    throw new AwsError('ValidationError', (error as Error).message);
  }
}
