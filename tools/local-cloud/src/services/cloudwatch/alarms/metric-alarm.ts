import { RESOLUTION_MS, type MetricRepository } from '../metrics/metric-repository.ts';
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
}

interface MetricStat {
  readonly Metric: {
    readonly Namespace: string;
    readonly MetricName: string;
    readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
  };
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

  return {
    metrics: queries.flatMap(({ MetricStat }) => (MetricStat ? [toMetric(MetricStat)] : [])),
    rangeSeconds: (evaluationPeriods * periodMs) / 1000,
    evaluate(nowMs, repository, current) {
      // CloudWatch aligns periods to whole minutes; these end now, so that local alarms react immediately.
      const endMs = nowMs - (nowMs % RESOLUTION_MS) + RESOLUTION_MS;
      const datapoints = Array.from({ length: evaluationPeriods }, (_, index) =>
        readDatapoint(repository, endMs - (index + 1) * periodMs, endMs - index * periodMs),
      );
      const existing = datapoints.filter((value) => value !== undefined);
      if (existing.length === 0) return toStateWithoutData(treatMissingData, current);
      const breaching = existing.filter(isBreaching).length;
      const missing = treatMissingData === 'breaching' ? datapoints.length - existing.length : 0;
      return breaching + missing >= datapointsToAlarm ? 'ALARM' : 'OK';
    },
  };
}

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
      const [metric, statistic] = [toMetric(stat), getStatistic(stat.Stat)];
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

const toMetric = ({ Metric: { Namespace, MetricName, Dimensions = [] } }: MetricStat): Metric => ({
  namespace: Namespace,
  name: MetricName,
  dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, String(Value)])),
});

function toBreachCheck(operator: string, threshold: number): (value: number) => boolean {
  const compare = breaches[operator];
  if (compare === undefined) throw new Error(`The comparison operator ${operator} is not supported locally.`);
  return (value) => compare(value, threshold);
}
