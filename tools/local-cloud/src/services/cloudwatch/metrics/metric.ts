/** A CloudWatch metric: a name and dimensions within a namespace. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface MetricDatum extends Metric {
  readonly value: number;
}

/** Called for each value, also during requests, so it must be fast. */
export type RecordMetric = (datum: MetricDatum) => void;

/** The order of dimensions does not matter. */
export const toMetricKey = ({ namespace, name, dimensions }: Metric): string =>
  [
    namespace,
    name,
    ...Object.keys(dimensions)
      .toSorted()
      .map((key) => `${key}=${dimensions[key]}`),
  ].join('|');
