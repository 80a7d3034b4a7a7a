import { SLOT_MS, type MetricStore } from '../metrics/metric-store.ts';
import type { Metric } from '../metrics/metric.ts';
import { statisticNamed } from '../metrics/statistic.ts';
import type { AlarmState } from './composite-rule.ts';
import { metricMath, type ValueOf } from './metric-math.ts';

/** `AWS::CloudWatch::Alarm`, read. */
export interface MetricAlarm {
  readonly metrics: readonly Metric[];
  /** How far back it looks. */
  readonly spanSeconds: number;
  /** @param current  what it keeps where the missing are ignored */
  stateAt(nowMs: number, store: Pick<MetricStore, 'statistics'>, current: AlarmState): AlarmState;
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

/** @throws Error for a statistic, a comparison or an expression that is not known here */
export function metricAlarm(properties: Readonly<Record<string, unknown>>): MetricAlarm {
  const queries = queriesOf(properties);
  const returned = queries.find(({ ReturnData = true }) => ReturnData) ?? queries[0]!;
  const periodMs = Math.max(...queries.map(({ MetricStat }) => Number(MetricStat?.Period ?? 0))) * 1000;
  const periods = Number(properties['EvaluationPeriods'] ?? 1);
  const enough = Number(properties['DatapointsToAlarm'] ?? periods);
  const treatMissing = String(properties['TreatMissingData'] ?? 'missing');
  const isBreach = breachOf(String(properties['ComparisonOperator']), Number(properties['Threshold']));
  const valueIn = valueReader(queries, returned);

  return {
    metrics: queries.flatMap(({ MetricStat }) => (MetricStat ? [metricOf(MetricStat)] : [])),
    spanSeconds: (periods * periodMs) / 1000,
    stateAt(nowMs, store, current) {
      // CloudWatch's periods begin at whole minutes; these end now, so that what happens here is seen at once.
      const endMs = nowMs - (nowMs % SLOT_MS) + SLOT_MS;
      const values = Array.from({ length: periods }, (_, index) =>
        valueIn(store, endMs - (index + 1) * periodMs, endMs - index * periodMs),
      );
      const known = values.filter((value) => value !== undefined);
      if (known.length === 0) return stateWithoutData(treatMissing, current);
      const breaching = known.filter(isBreach).length;
      const missing = treatMissing === 'breaching' ? values.length - known.length : 0;
      return breaching + missing >= enough ? 'ALARM' : 'OK';
    },
  };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html#alarms-and-missing-data */
const stateWithoutData = (treatMissing: string, current: AlarmState): AlarmState => {
  if (treatMissing === 'notBreaching') return 'OK';
  if (treatMissing === 'breaching') return 'ALARM';
  return treatMissing === 'ignore' ? current : 'INSUFFICIENT_DATA';
};

/** An alarm on one metric is one on a query that returns it. */
function queriesOf(properties: Readonly<Record<string, unknown>>): readonly Query[] {
  if (properties['Metrics'] !== undefined) return properties['Metrics'] as readonly Query[];
  const { Namespace, MetricName, Dimensions, Period, Statistic, ExtendedStatistic } = properties;
  const metric = { Namespace, MetricName, Dimensions } as MetricStat['Metric'];
  const Stat = String(Statistic ?? ExtendedStatistic);
  return [{ Id: 'metric', MetricStat: { Metric: metric, Period: Number(Period), Stat } }];
}

function valueReader(queries: readonly Query[], { Id: returnedId }: Query) {
  type Reader = (store: Pick<MetricStore, 'statistics'>, fromMs: number, toMs: number) => number | undefined;
  const readers = new Map<string, Reader>();
  for (const { Id, Expression, MetricStat: asked } of queries) {
    if (asked !== undefined) {
      const [metric, statistic] = [metricOf(asked), statisticNamed(asked.Stat)];
      readers.set(Id, (store, fromMs, toMs) => {
        const found = store.statistics(metric, fromMs, toMs);
        return found && statistic(found);
      });
      continue;
    }
    const value = metricMath(String(Expression));
    readers.set(Id, (store, fromMs, toMs) => {
      const valueOf: ValueOf = (id) => readers.get(id)?.(store, fromMs, toMs);
      return value(valueOf);
    });
  }
  return readers.get(returnedId)!;
}

const metricOf = ({ Metric: { Namespace, MetricName, Dimensions = [] } }: MetricStat): Metric => ({
  namespace: Namespace,
  name: MetricName,
  dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, String(Value)])),
});

function breachOf(operator: string, threshold: number): (value: number) => boolean {
  const compare = breaches[operator];
  if (compare === undefined) throw new Error(`The comparison ${operator} of an alarm is not known locally.`);
  return (value) => compare(value, threshold);
}
