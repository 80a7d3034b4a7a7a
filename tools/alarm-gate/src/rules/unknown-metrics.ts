import { resourceNamedBy, type Template } from '../../../deploy/src/packages/template.ts';
import { awsMetrics } from '../aws-metrics.ts';
import type { Evidence } from '../evidence.ts';
import { error, type Rule } from '../finding.ts';
import { metricFilters } from '../metric-filters.ts';
import { neverInTests, watchedMetrics, type WatchedMetric } from '../watched-metrics.ts';

/** Counted by libs/logging whenever a part of a batch fails, for whichever function it is. */
const OF_EVERY_SERVICE = new Set(['UnexpectedErrors']);

/** An alarm on what nobody counts is quiet for ever. */
export const unknownMetrics: Rule = ({ name: service, template }, evidence) =>
  watchedMetrics(template).flatMap((metric) => {
    if (metric.namespace.startsWith('AWS/'))
      return awsFaults(metric, template).map((says) => error(metric.alarmId, says));
    const isCounted =
      isFilterMetric(metric, template) ||
      isRecorded(metric, service, evidence) ||
      neverInTests(template.Resources[metric.alarmId]) !== undefined;
    return isCounted ? [] : [error(metric.alarmId, notCounted(metric))];
  });

function awsFaults({ namespace, name, dimensions }: WatchedMetric, template: Template): string[] {
  const known = awsMetrics[namespace];
  if (!known?.names.includes(name))
    return [
      `looks at ${namespace} ${name}, which is not in tools/alarm-gate/src/aws-metrics.ts: a typing mistake?`,
    ];
  const given = Object.keys(dimensions).toSorted().join();
  const wanted = Object.keys(known.dimensions).toSorted().join();
  if (given !== wanted)
    return [
      `looks at ${namespace} ${name} by ${given || 'no dimension'}; AWS counts it by ${wanted || 'none'}.`,
    ];
  return Object.entries(dimensions).flatMap(([dimension, value]) => {
    const type = known.dimensions[dimension];
    return type === undefined || namesResource(value, type, template)
      ? []
      : [`looks at ${namespace} ${name} of a ${dimension} that is no ${type} of the template.`];
  });
}

/** A resource is named by `!Ref` or `!GetAtt`, or by the name that the template gives it. */
function namesResource(value: unknown, type: string, { Resources: resources }: Template): boolean {
  const id = resourceNamedBy(value);
  if (id !== undefined) return resources[id]?.Type === type;
  return Object.values(resources).some(
    ({ Type, Properties }) =>
      Type === type &&
      Object.values(Properties ?? {}).some((given) => JSON.stringify(given) === JSON.stringify(value)),
  );
}

const isFilterMetric = ({ namespace, name, dimensions }: WatchedMetric, template: Template): boolean =>
  Object.keys(dimensions).length === 0 &&
  metricFilters(template).some(({ metrics }) =>
    metrics.some((counted) => counted.namespace === namespace && counted.name === name),
  );

/** With the same dimensions, of which `service` says whose it is. */
const isRecorded = (wanted: WatchedMetric, service: string, { metrics }: Evidence): boolean =>
  metrics.some(
    ({ metric }) =>
      metric.namespace === wanted.namespace &&
      metric.name === wanted.name &&
      Object.keys(metric.dimensions).toSorted().join() === Object.keys(wanted.dimensions).toSorted().join() &&
      (OF_EVERY_SERVICE.has(metric.name) || (metric.dimensions['service'] ?? service) === service),
  );

const notCounted = ({ namespace, name, dimensions }: WatchedMetric): string =>
  `looks at ${namespace} ${name} by ${Object.keys(dimensions).join(', ') || 'no dimension'}, which no test saw anybody count. Test what counts it, mend the name, or give the alarm "neverInTests" with the reason.`;
