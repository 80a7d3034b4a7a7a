import type { Metric } from './metric.ts';

/** A metric in requests and responses. */
export interface MetricInput {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
}

export const toMetric = ({ Namespace, MetricName, Dimensions = [] }: MetricInput): Metric => ({
  namespace: Namespace,
  name: MetricName,
  dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, String(Value)])),
});

export const toMetricOutput = ({ namespace, name, dimensions }: Metric): MetricInput => ({
  Namespace: namespace,
  MetricName: name,
  Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
});
