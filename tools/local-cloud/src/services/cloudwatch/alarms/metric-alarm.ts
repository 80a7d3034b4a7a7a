import { RESOLUTION_MS, type MetricRepository } from '../metrics/metric-repository.ts';
import { toMetric, type MetricInput } from '../metrics/metric-input.ts';
import type { Metric } from '../metrics/metric.ts';
import { getStatistic } from '../metrics/statistic.ts';
import type { AlarmState } from './alarm-rule.ts';
import { parseMetricMath, type GetValue } from './metric-math.ts';

/** A parsed `AWS::CloudWatch::Alarm`. */
export interface MetricAlarm {
  readonly metrics: readonly Metric[];
  /** The evaluation range: period times evaluation periods. */
  readonly rangeSeconds: number;
  /** @param current the state that is kept when missing data is ignored */
  evaluate(nowMs: number, repository: Pick<MetricRepository, 'statistics'>, current: AlarmState): AlarmState;
  /** Why the alarm has a state, in the words of CloudWatch. */
  reason(nowMs: number, repository: Pick<MetricRepository, 'statistics'>): string;
}

interface MetricStat {
  readonly Metric: MetricInput;
  readonly Period: number;
  readonly Stat: string;
}

interface Query {
  readonly Id: string;
  readonly Expression?: string;
  readonly MetricStat?: MetricStat;
  readonly ReturnData?: boolean;
}

const breaches: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** @throws Error for an unsupported statistic, comparison operator or expression */
export function toMetricAlarm(properties: Readonly<Record<string, unknown>>): MetricAlarm {
  const queries = toQueries(properties);
  const returned = queries.find(({ ReturnData = true }) => ReturnData) ?? queries[0]!;
  const periodMs = Math.max(...queries.map(({ MetricStat }) => Number(MetricStat?.Period ?? 0))) * 1000;
  const evaluationPeriods = Number(properties['EvaluationPeriods'] ?? 1);
  const datapointsToAlarm = Number(properties['DatapointsToAlarm'] ?? evaluationPeriods);
  const treatMissingData = String(properties['TreatMissingData'] ?? 'missing');
  const isBreaching = toBreachCheck(
    String(properties['ComparisonOperator']),
    Number(properties['Threshold']),
  );
  const readDatapoint = createDatapointReader(queries, returned);

  /** The values of the evaluation range, newest first; undefined for a period without data. */
  function readDatapoints(nowMs: number, repository: Pick<MetricRepository, 'statistics'>) {
    // CloudWatch aligns periods to whole minutes; these end now, so that local alarms react immediately.
    const endMs = nowMs - (nowMs % RESOLUTION_MS) + RESOLUTION_MS;
    return Array.from({ length: evaluationPeriods }, (_, index) =>
      readDatapoint(repository, endMs - (index + 1) * periodMs, endMs - index * periodMs),
    );
  }

  return {
    metrics: queries.flatMap(({ MetricStat }) => (MetricStat ? [toMetric(MetricStat.Metric)] : [])),
    rangeSeconds: (evaluationPeriods * periodMs) / 1000,
    evaluate(nowMs, repository, current) {
      const datapoints = readDatapoints(nowMs, repository);
      const existing = datapoints.filter((value) => value !== undefined);
      if (existing.length === 0) return toStateWithoutData(treatMissingData, current);
      const breaching = existing.filter(isBreaching).length;
      const missing = treatMissingData === 'breaching' ? datapoints.length - existing.length : 0;
      return breaching + missing >= datapointsToAlarm ? 'ALARM' : 'OK';
    },
    reason(nowMs, repository) {
      const existing = readDatapoints(nowMs, repository).filter((value) => value !== undefined);
      if (existing.length === 0) return NO_DATA_REASONS[treatMissingData] ?? NO_DATA_REASONS['missing']!;
      const breaching = existing.filter(isBreaching);
      const [count, shown, negation] =
        breaching.length > 0 ? [breaching.length, breaching, ''] : [existing.length, existing, 'not '];
      const comparison = COMPARISONS[String(properties['ComparisonOperator'])] ?? '';
      return `Threshold Crossed: ${count} ${count === 1 ? 'datapoint' : 'datapoints'} [${shown.join(', ')}] ${count === 1 ? 'was' : 'were'} ${negation}${comparison} the threshold (${Number(properties['Threshold'])}).`;
    },
  };
}

const COMPARISONS: Readonly<Record<string, string>> = {
  GreaterThanThreshold: 'greater than',
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

const NO_DATA_REASONS: Readonly<Record<string, string>> = {
  missing: 'Insufficient Data: no datapoints were received.',
  notBreaching: 'No datapoints were received, and missing datapoints were treated as [NonBreaching].',
  breaching: 'No datapoints were received, and missing datapoints were treated as [Breaching].',
  ignore: 'No datapoints were received, and the state is kept.',
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html#alarms-and-missing-data */
const toStateWithoutData = (treatMissingData: string, current: AlarmState): AlarmState => {
  if (treatMissingData === 'notBreaching') return 'OK';
  if (treatMissingData === 'breaching') return 'ALARM';
  return treatMissingData === 'ignore' ? current : 'INSUFFICIENT_DATA';
};

/** Converts an alarm on a single metric to a metric data query. */
function toQueries(properties: Readonly<Record<string, unknown>>): readonly Query[] {
  if (properties['Metrics'] !== undefined) return properties['Metrics'] as readonly Query[];
  const { Namespace, MetricName, Dimensions, Period, Statistic, ExtendedStatistic } = properties;
  const metric = { Namespace, MetricName, Dimensions } as MetricStat['Metric'];
  const Stat = String(Statistic ?? ExtendedStatistic);
  return [{ Id: 'metric', MetricStat: { Metric: metric, Period: Number(Period), Stat } }];
}

function createDatapointReader(queries: readonly Query[], { Id: returnedId }: Query) {
  type Reader = (
    repository: Pick<MetricRepository, 'statistics'>,
    fromMs: number,
    toMs: number,
  ) => number | undefined;
  const readers = new Map<string, Reader>();
  for (const { Id, Expression, MetricStat: stat } of queries) {
    if (stat !== undefined) {
      const [metric, statistic] = [toMetric(stat.Metric), getStatistic(stat.Stat)];
      readers.set(Id, (repository, fromMs, toMs) => {
        const found = repository.statistics(metric, fromMs, toMs);
        return found && statistic(found);
      });
      continue;
    }
    const evaluate = parseMetricMath(String(Expression));
    readers.set(Id, (repository, fromMs, toMs) => {
      const getValue: GetValue = (id) => readers.get(id)?.(repository, fromMs, toMs);
      return evaluate(getValue);
    });
  }
  return readers.get(returnedId)!;
}

function toBreachCheck(operator: string, threshold: number): (value: number) => boolean {
  const compare = breaches[operator];
  if (compare === undefined) throw new Error(`The comparison operator ${operator} is not supported locally.`);
  return (value) => compare(value, threshold);
}
