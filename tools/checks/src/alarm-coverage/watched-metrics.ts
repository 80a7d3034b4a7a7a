import {
  resourceNamedBy,
  resourcesOfType,
  type Resource,
  type Template,
} from '../../../workspace/src/templates/template.ts';

/** A metric as an alarm of a template asks for it; values of dimensions may be intrinsic functions. */
export interface WatchedMetric {
  readonly alarmId: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, unknown>>;
}

interface Asked {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}

/** @returns every metric that an alarm of the template looks at, those of its metric math among them */
export const watchedMetrics = (template: Template): WatchedMetric[] =>
  resourcesOfType(template, 'AWS::CloudWatch::Alarm').flatMap(([alarmId, { Properties = {} }]) => {
    const queries = (Properties['Metrics'] ?? []) as readonly { MetricStat?: { Metric: Asked } }[];
    const asked = [Properties as Asked, ...queries.map(({ MetricStat }) => MetricStat?.Metric ?? {})];
    return asked.flatMap(({ Namespace: namespace, MetricName: name, Dimensions = [] }) => {
      if (namespace === undefined || name === undefined) return [];
      const dimensions = Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]));
      return [{ alarmId, namespace, name, dimensions }];
    });
  });

/** Whether some alarm looks at this metric of the resource, which a dimension names. */
export const isWatched = (
  metrics: readonly WatchedMetric[],
  { namespace, name, resourceId }: { namespace: string; name: string; resourceId: string },
): boolean =>
  metrics.some(
    (metric) =>
      metric.namespace === namespace &&
      metric.name === name &&
      Object.values(metric.dimensions).some((value) => resourceNamedBy(value) === resourceId),
  );

/** Why no test makes this happen, in the words of whoever declared the alarm. */
export const neverInTests = (resource: Resource | undefined): string | undefined =>
  (resource as { Metadata?: { neverInTests?: string } } | undefined)?.Metadata?.neverInTests;
