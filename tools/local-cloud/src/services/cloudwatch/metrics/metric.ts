/** What CloudWatch calls a metric: a name, and the dimensions that tell one of that name from another. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface MetricDatum extends Metric {
  readonly value: number;
}

/** Told of each value as it arises; on the way of every request, so it has to be quick. */
export type RecordMetric = (datum: MetricDatum) => void;

/** Dimensions in whatever order are the same metric. */
export const metricKey = ({ namespace, name, dimensions }: Metric): string =>
  [
    namespace,
    name,
    ...Object.keys(dimensions)
      .toSorted()
      .map((key) => `${key}=${dimensions[key]}`),
  ].join('|');
