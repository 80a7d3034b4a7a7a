import type { MetricDatum } from './metric.ts';

interface Directive {
  readonly Namespace?: string;
  readonly Dimensions?: readonly (readonly string[])[];
  readonly Metrics?: readonly { readonly Name: string }[];
}

/**
 * The metrics of a log line in the embedded metric format, once per dimension set; empty for other lines.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMetrics(line: Readonly<Record<string, unknown>>): MetricDatum[] {
  const { CloudWatchMetrics: directives = [] } = (line['_aws'] ?? {}) as {
    CloudWatchMetrics?: readonly Directive[];
  };
  return directives.flatMap(({ Namespace: namespace = '', Dimensions: sets = [[]], Metrics: metrics = [] }) =>
    sets.flatMap((set) =>
      metrics.flatMap(({ Name: name }) =>
        [line[name]].flat().map((value) => ({
          namespace,
          name,
          dimensions: Object.fromEntries(set.map((dimension) => [dimension, String(line[dimension])])),
          value: Number(value),
        })),
      ),
    ),
  );
}
