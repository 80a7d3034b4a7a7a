/** A query of GetMetricData. */
export interface MetricQuery {
  readonly Id: string;
  readonly Label?: string;
  readonly Period?: number;
  readonly ReturnData?: boolean;
  readonly Expression?: string;
  readonly MetricStat?: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
    };
    readonly Period: number;
    readonly Stat: string;
  };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
export interface DashboardBody {
  readonly widgets: readonly Widget[];
}

export interface Widget {
  readonly type: string;
  readonly width?: number;
  readonly height?: number;
  readonly properties: {
    readonly title?: string;
    readonly view?: 'timeSeries' | 'singleValue' | string;
    readonly stat?: string;
    readonly period?: number;
    readonly metrics?: readonly (readonly unknown[])[];
    readonly alarms?: readonly string[];
    readonly markdown?: string;
    readonly setPeriodToTimeRange?: boolean;
    readonly yAxis?: { readonly left?: { readonly min?: number; readonly max?: number } };
  };
}

interface MetricOptions {
  readonly id?: string;
  readonly label?: string;
  readonly stat?: string;
  readonly period?: number;
  readonly visible?: boolean;
  readonly expression?: string;
}

const DEFAULT_WIDTH = 6;
const DEFAULT_HEIGHT = 6;
const DEFAULT_PERIOD = 300;

export const widgetSize = ({ width = DEFAULT_WIDTH, height = DEFAULT_HEIGHT }: Widget) => ({ width, height });

/**
 * The queries of GetMetricData for the graphs of a widget. In `metrics`, `"."` repeats the value above it, and `"..."` all
 * values up to the last ones.
 *
 * @param periodSeconds in place of the periods in the dashboard
 */
export function widgetQueries({ properties }: Widget, periodSeconds?: number): readonly MetricQuery[] {
  const { metrics = [], stat = 'Average', period = DEFAULT_PERIOD } = properties;
  let above: readonly string[] = [];
  return metrics.map((entry, index) => {
    const options = optionsOf(entry);
    const Id = options.id ?? `m${index + 1}`;
    const shared = {
      Id,
      ...(options.label !== undefined && { Label: options.label }),
      ...(options.visible === false && { ReturnData: false }),
    };
    if (options.expression !== undefined)
      return {
        ...shared,
        Expression: withPeriod(options.expression, periodSeconds),
        ...(periodSeconds !== undefined && { Period: periodSeconds }),
      };
    above = expand(
      entry.filter((part) => typeof part === 'string'),
      above,
    );
    const [Namespace = '', MetricName = '', ...dimensions] = above;
    return {
      ...shared,
      MetricStat: {
        Metric: { Namespace, MetricName, Dimensions: pairs(dimensions) },
        Period: periodSeconds ?? options.period ?? period,
        Stat: options.stat ?? stat,
      },
    };
  });
}

const optionsOf = (entry: readonly unknown[]): MetricOptions => {
  const last = entry.at(-1);
  return typeof last === 'object' && last !== null ? last : {};
};

function expand(parts: readonly string[], above: readonly string[]): readonly string[] {
  if (parts[0] === '...') {
    const rest = parts.slice(1);
    return [...above.slice(0, above.length - rest.length), ...rest];
  }
  return parts.map((part, index) => (part === '.' ? (above[index] ?? '') : part));
}

const pairs = (texts: readonly string[]) =>
  Array.from({ length: Math.floor(texts.length / 2) }, (_, index) => ({
    Name: texts[index * 2]!,
    Value: texts[index * 2 + 1]!,
  }));

/** The period of a search is its third argument. */
const withPeriod = (expression: string, periodSeconds: number | undefined): string =>
  periodSeconds === undefined ? expression : expression.replaceAll(/,\s*\d+\s*\)/g, `, ${periodSeconds})`);

/** A series of GetMetricData, as the console's API returns it. */
export interface MetricResult {
  readonly Id: string;
  readonly Label: string;
  /** ISO 8601. */
  readonly Timestamps: readonly string[];
  readonly Values: readonly number[];
}

/** Series over common times, as the chart needs them: the times in seconds, then the values of each series. */
export function alignSeries(
  results: readonly Pick<MetricResult, 'Timestamps' | 'Values'>[],
): readonly [readonly number[], ...(readonly (number | null)[])[]] {
  const maps = results.map(
    ({ Timestamps, Values }) =>
      new Map(Timestamps.map((timestamp, index) => [Date.parse(timestamp) / 1000, Values[index]!])),
  );
  const times = [...new Set(maps.flatMap((map) => [...map.keys()]))].toSorted((one, other) => one - other);
  return [times, ...maps.map((map) => times.map((time) => map.get(time) ?? null))];
}

/** The value that a single-value widget shows: the sum of counts, else the last value. */
export function singleValue(stat: string, values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  return stat === 'Sum' || stat === 'SampleCount'
    ? values.reduce((sum, value) => sum + value, 0)
    : values.at(-1);
}
