import type { Clock } from '../../../contract/clock.ts';
import type { MetricHistory } from '../metrics/metric-history.ts';
import { getStatistic } from '../metrics/statistic.ts';
import { page, toSeconds } from './aws-json.ts';
import { evaluateQueries, toPeriodMs, withValidation, type MetricDataQuery } from './metric-data.ts';
import { toMetric, toMetricOutput, type MetricInput } from '../metrics/metric-input.ts';

interface MetricsInput extends Partial<Omit<MetricInput, 'Dimensions'>> {
  readonly Dimensions?: readonly { readonly Name: string; readonly Value?: string }[];
  readonly RecentlyActive?: 'PT3H';
  readonly MetricDataQueries?: readonly MetricDataQuery[];
  readonly StartTime?: number;
  readonly EndTime?: number;
  readonly ScanBy?: 'TimestampDescending' | 'TimestampAscending';
  readonly Period?: number;
  readonly Statistics?: readonly string[];
  readonly ExtendedStatistics?: readonly string[];
  readonly NextToken?: string;
}

interface Dependencies {
  readonly metrics: Pick<MetricHistory, 'list' | 'read'>;
  readonly clock: Pick<Clock, 'nowMs'>;
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html
const LIST_SIZE = 500;
const RECENT_MS = 3 * 60 * 60_000;

/** The operations of CloudWatch on metrics. */
export const metricOperations = ({ metrics, clock }: Dependencies) => {
  /** The part of the requested range that can have values. */
  const toRange = (startSeconds = 0, endSeconds = Number.POSITIVE_INFINITY) => ({
    fromMs: Math.max(startSeconds * 1000, clock.nowMs() - RECENT_MS),
    toMs: Math.min(endSeconds * 1000, clock.nowMs() + 1),
  });

  return {
    ListMetrics({ Namespace, MetricName, Dimensions = [], RecentlyActive, NextToken }: MetricsInput) {
      const matching = metrics
        .list()
        .filter(
          ({ namespace, name, dimensions, lastMs }) =>
            (Namespace === undefined || namespace === Namespace) &&
            (MetricName === undefined || name === MetricName) &&
            Dimensions.every(({ Name, Value }) =>
              Value === undefined ? Object.hasOwn(dimensions, Name) : dimensions[Name] === Value,
            ) &&
            (RecentlyActive === undefined || lastMs >= clock.nowMs() - RECENT_MS),
        );
      const { items, nextToken } = page(matching, { token: NextToken, size: LIST_SIZE });
      return { Metrics: items.map(toMetricOutput), ...(nextToken !== undefined && { NextToken: nextToken }) };
    },

    GetMetricData({ MetricDataQueries = [], StartTime, EndTime, ScanBy }: MetricsInput) {
      const series = evaluateQueries(MetricDataQueries, toRange(StartTime, EndTime), metrics);
      return {
        MetricDataResults: series.map(({ id, label, values }) => {
          const sorted = [...values].toSorted(([left], [right]) => left - right);
          const ordered = ScanBy === 'TimestampAscending' ? sorted : sorted.toReversed();
          return {
            Id: id,
            Label: label,
            Timestamps: ordered.map(([startMs]) => toSeconds(startMs)),
            Values: ordered.map(([, value]) => value),
            StatusCode: 'Complete',
          };
        }),
        Messages: [],
      };
    },

    GetMetricStatistics({
      Namespace = '',
      MetricName = '',
      Dimensions = [],
      StartTime,
      EndTime,
      Period = 300,
      Statistics = [],
      ExtendedStatistics = [],
    }: MetricsInput) {
      const metric = toMetric({
        Namespace,
        MetricName,
        Dimensions: Dimensions.map(({ Name, Value = '' }) => ({ Name, Value })),
      });
      const percentiles = ExtendedStatistics.map(
        (name) => [name, withValidation(() => getStatistic(name))] as const,
      );
      const simple = Statistics.map((name) => [name, withValidation(() => getStatistic(name))] as const);
      const periods = metrics.read(metric, { ...toRange(StartTime, EndTime), periodMs: toPeriodMs(Period) });
      return {
        Label: MetricName,
        Datapoints: periods.map(({ startMs, statistics }) => ({
          Timestamp: toSeconds(startMs),
          ...Object.fromEntries(simple.map(([name, calculate]) => [name, calculate(statistics)])),
          ...(percentiles.length > 0 && {
            ExtendedStatistics: Object.fromEntries(
              percentiles.map(([name, calculate]) => [name, calculate(statistics)]),
            ),
          }),
          Unit: 'None',
        })),
      };
    },
  };
};
