import {
  resourceNamedBy,
  resourcesOfType,
  type Resource,
  type Template,
} from '../../../workspace/src/templates/template.ts';

/** A metric that an alarm of a template evaluates. Values of dimensions can be intrinsic functions. */
export interface AlarmMetric {
  readonly alarmId: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, unknown>>;
}

interface MetricProperties {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}

/** @returns every metric that an alarm of the template evaluates, including those in metric math */
export const alarmMetrics = (template: Template): AlarmMetric[] =>
  resourcesOfType(template, 'AWS::CloudWatch::Alarm').flatMap(([alarmId, { Properties = {} }]) => {
    const queries = (Properties['Metrics'] ?? []) as readonly { MetricStat?: { Metric: MetricProperties } }[];
    const metrics = [
      Properties as MetricProperties,
      ...queries.map(({ MetricStat }) => MetricStat?.Metric ?? {}),
    ];
    return metrics.flatMap(({ Namespace: namespace, MetricName: name, Dimensions = [] }) => {
      if (namespace === undefined || name === undefined) return [];
      const dimensions = Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]));
      return [{ alarmId, namespace, name, dimensions }];
    });
  });

/** Whether an alarm evaluates this metric of the resource that a dimension names. */
export const hasAlarm = (
  metrics: readonly AlarmMetric[],
  { namespace, name, resourceId }: { namespace: string; name: string; resourceId: string },
): boolean =>
  metrics.some(
    (metric) =>
      metric.namespace === namespace &&
      metric.name === name &&
      Object.values(metric.dimensions).some((value) => resourceNamedBy(value) === resourceId),
  );

/** @returns the declared reason why no test makes an alarm fire */
export const neverInTests = (resource: Resource | undefined): string | undefined =>
  (resource as { Metadata?: { neverInTests?: string } } | undefined)?.Metadata?.neverInTests;
