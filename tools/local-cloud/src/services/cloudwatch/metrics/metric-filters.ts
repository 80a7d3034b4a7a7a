import {
  matches,
  parseFilterPattern,
  selected,
  selectorOf,
  type FilterPattern,
  type Selector,
} from '../../../../../workspace/src/log-filters/index.ts';
import type { MetricDatum } from './metric.ts';

/** `AWS::Logs::MetricFilter`, read. */
export interface MetricFilter {
  readonly name: string;
  readonly logGroup: string;
  readonly pattern: FilterPattern;
  readonly metrics: readonly Transformation[];
}

interface Transformation {
  readonly namespace: string;
  readonly metric: string;
  /** A number, or where in the line it stands. */
  readonly value: number | Selector;
  readonly dimensions: Readonly<Record<string, Selector>>;
  /** What a line counts that does not match. */
  readonly otherwise: number | undefined;
}

interface TransformationProperties {
  readonly MetricNamespace?: string;
  readonly MetricName?: string;
  readonly MetricValue?: string;
  readonly DefaultValue?: number;
  readonly Dimensions?: readonly { readonly Key: string; readonly Value: string }[];
}

/** @throws Error where the pattern is none */
export const metricFilter = (name: string, properties: Readonly<Record<string, unknown>>): MetricFilter => ({
  name,
  logGroup: String(properties['LogGroupName']),
  pattern: parseFilterPattern(String(properties['FilterPattern'])),
  metrics: ((properties['MetricTransformations'] ?? []) as readonly TransformationProperties[]).map(
    ({ MetricNamespace, MetricName, MetricValue = '1', DefaultValue, Dimensions = [] }) => ({
      namespace: String(MetricNamespace),
      metric: String(MetricName),
      value: MetricValue.startsWith('$') ? selectorOf(MetricValue) : Number(MetricValue),
      dimensions: Object.fromEntries(Dimensions.map(({ Key, Value }) => [Key, selectorOf(Value)])),
      otherwise: DefaultValue === undefined ? undefined : Number(DefaultValue),
    }),
  ),
});

/** @returns what a line of the filter's log group counts, and whether it matched */
export function counted(
  { pattern, metrics }: MetricFilter,
  line: unknown,
): { readonly isMatch: boolean; readonly data: readonly MetricDatum[] } {
  const isMatch = matches(pattern, line);
  return {
    isMatch,
    data: metrics.flatMap(({ namespace, metric: name, value, dimensions, otherwise }) => {
      const counts = isMatch ? numberIn(line, value) : otherwise;
      if (counts === undefined) return [];
      return [{ namespace, name, dimensions: dimensionsIn(line, dimensions), value: counts }];
    }),
  };
}

function numberIn(line: unknown, value: Transformation['value']): number | undefined {
  if (typeof value === 'number') return value;
  const [found] = selected(line, value);
  return typeof found === 'number' ? found : undefined;
}

const dimensionsIn = (line: unknown, dimensions: Transformation['dimensions']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(dimensions).map(([name, selector]) => [name, String(selected(line, selector)[0])]),
  );
