import {
  matches,
  parseFilterPattern,
  selected,
  selectorOf,
  type FilterPattern,
  type Selector,
} from '../../../../../workspace/src/log-filters/index.ts';
import type { MetricDatum } from './metric.ts';

/** A parsed `AWS::Logs::MetricFilter`. */
export interface MetricFilter {
  readonly name: string;
  readonly logGroup: string;
  readonly pattern: FilterPattern;
  readonly metrics: readonly Transformation[];
}

interface Transformation {
  readonly namespace: string;
  readonly metric: string;
  /** A number, or the field of the log line that contains it. */
  readonly value: number | Selector;
  readonly dimensions: Readonly<Record<string, Selector>>;
  /** The value for a line that does not match. */
  readonly defaultValue: number | undefined;
}

interface TransformationProperties {
  readonly MetricNamespace?: string;
  readonly MetricName?: string;
  readonly MetricValue?: string;
  readonly DefaultValue?: number;
  readonly Dimensions?: readonly { readonly Key: string; readonly Value: string }[];
}

/** @throws Error when the filter pattern is invalid */
export const toMetricFilter = (
  name: string,
  properties: Readonly<Record<string, unknown>>,
): MetricFilter => ({
  name,
  logGroup: String(properties['LogGroupName']),
  pattern: parseFilterPattern(String(properties['FilterPattern'])),
  metrics: ((properties['MetricTransformations'] ?? []) as readonly TransformationProperties[]).map(
    ({ MetricNamespace, MetricName, MetricValue = '1', DefaultValue, Dimensions = [] }) => ({
      namespace: String(MetricNamespace),
      metric: String(MetricName),
      value: MetricValue.startsWith('$') ? selectorOf(MetricValue) : Number(MetricValue),
      dimensions: Object.fromEntries(Dimensions.map(({ Key, Value }) => [Key, selectorOf(Value)])),
      defaultValue: DefaultValue === undefined ? undefined : Number(DefaultValue),
    }),
  ),
});

/** @returns whether the log line matches the filter, and the resulting metric data */
export function applyMetricFilter(
  { pattern, metrics }: MetricFilter,
  line: unknown,
): { readonly isMatch: boolean; readonly data: readonly MetricDatum[] } {
  const isMatch = matches(pattern, line);
  return {
    isMatch,
    data: metrics.flatMap(({ namespace, metric: name, value, dimensions, defaultValue }) => {
      const metricValue = isMatch ? readNumber(line, value) : defaultValue;
      if (metricValue === undefined) return [];
      return [{ namespace, name, dimensions: readDimensions(line, dimensions), value: metricValue }];
    }),
  };
}

function readNumber(line: unknown, value: Transformation['value']): number | undefined {
  if (typeof value === 'number') return value;
  const [found] = selected(line, value);
  return typeof found === 'number' ? found : undefined;
}

const readDimensions = (line: unknown, dimensions: Transformation['dimensions']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(dimensions).map(([name, selector]) => [name, String(selected(line, selector)[0])]),
  );
