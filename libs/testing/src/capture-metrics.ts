/** One metric written in CloudWatch's embedded metric format. */
export interface MetricLine {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, unknown>>;
  readonly value: unknown;
}

interface EmbeddedMetrics {
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
  readonly [key: string]: unknown;
}

/**
 * Runs `work` and captures the metrics that it writes to standard output.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 *
 * @returns the metrics, and what `work` threw as `error`
 */
export async function captureMetrics(
  work: () => Promise<unknown>,
): Promise<{ metrics: MetricLine[]; error?: unknown }> {
  const lines: string[] = [];
  const { write } = process.stdout;
  process.stdout.write = (chunk: string | Uint8Array) => lines.push(String(chunk)) > 0;
  try {
    await work();
    return { metrics: parseMetrics(lines) };
  } catch (error) {
    return { metrics: parseMetrics(lines), error };
  } finally {
    process.stdout.write = write;
  }
}

const parseMetrics = (lines: readonly string[]): MetricLine[] =>
  lines
    .filter((line) => line.startsWith('{"_aws"'))
    .map((line) => JSON.parse(line) as EmbeddedMetrics)
    .flatMap((line) =>
      line['_aws'].CloudWatchMetrics.flatMap(({ Namespace: namespace, Dimensions: [names = []], Metrics }) =>
        Metrics.map(({ Name: name }) => ({
          namespace,
          name,
          dimensions: Object.fromEntries(names.map((dimension) => [dimension, line[dimension]])),
          value: line[name],
        })),
      ),
    );
