import { resourceNamedBy, usesOf, type Template } from '../../../../workspace/src/templates/template.ts';
import { awsMetrics, INDEX } from '../aws-metrics.ts';
import type { RecordedMetric } from '../../../../local-cloud/src/testing/log-record.ts';
import { hole, type Rule } from '../finding.ts';
import { metricFilters, type TemplateFilter } from '../metric-filters.ts';
import { neverInTests, watchedMetrics, type WatchedMetric } from '../watched-metrics.ts';

/** Counted by libs/logging whenever a part of a batch fails, by whichever function it is. */
const OF_EVERY_SERVICE = new Set(['UnexpectedErrors']);

/** An alarm on what nobody counts is quiet for ever. */
export const unknownMetrics: Rule = ({ name: service, template }, evidence) =>
  watchedMetrics(template).flatMap((metric) => {
    if (metric.namespace.startsWith('AWS/'))
      return awsFaults(metric, template).map((description) => hole(metric.alarmId, description));
    const isCounted =
      isFilterMetric(metric, metricFilters(template, evidence.logGroups)) ||
      evidence.metrics.some((recorded) => isThatOf(recorded, metric, { service, template })) ||
      neverInTests(template.Resources[metric.alarmId]) !== undefined;
    return isCounted ? [] : [hole(metric.alarmId, notCounted(metric))];
  });

function awsFaults({ namespace, name, dimensions }: WatchedMetric, template: Template): string[] {
  const known = awsMetrics[namespace];
  if (!known?.names.includes(name))
    return [
      `looks at ${namespace} ${name}, which is not in tools/checks/src/alarm-coverage/aws-metrics.ts: a typing mistake?`,
    ];
  const types = known.dimensions.find((set) => namesOf(set) === namesOf(dimensions));
  if (types === undefined) {
    const wanted = known.dimensions.map((set) => namesOf(set) || 'none').join(' or by ');
    return [
      `looks at ${namespace} ${name} by ${namesOf(dimensions) || 'no dimension'}; AWS counts it by ${wanted}.`,
    ];
  }
  return Object.entries(dimensions).flatMap(([dimension, value]) => {
    if (types[dimension] === INDEX)
      return isIndex(value, dimensions, template)
        ? []
        : [`looks at ${namespace} ${name} of an index ${String(value)}, which its table does not have.`];
    return namesResource(value, types[dimension]!, template)
      ? []
      : [`looks at ${namespace} ${name} of a ${dimension} that is no ${types[dimension]} of the template.`];
  });
}

const namesOf = (dimensions: Readonly<Record<string, unknown>>): string =>
  Object.keys(dimensions).toSorted().join();

const isIndex = (
  name: unknown,
  { TableName: table }: WatchedMetric['dimensions'],
  { Resources: resources }: Template,
): boolean =>
  usesOf('IndexName', resources[resourceNamedBy(table) ?? '']?.Properties).some((index) => index === name);

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

const isFilterMetric = (
  { namespace, name, dimensions }: WatchedMetric,
  filters: readonly TemplateFilter[],
): boolean =>
  Object.keys(dimensions).length === 0 &&
  filters.some(({ metrics }) =>
    metrics.some((counted) => counted.namespace === namespace && counted.name === name),
  );

/** Whether this is what the alarm looks at: by the same dimensions with the same values, of which `service` says whose it is. */
function isThatOf(
  { metric }: RecordedMetric,
  wanted: WatchedMetric,
  { service, template }: { readonly service: string; readonly template: Template },
): boolean {
  if (metric.namespace !== wanted.namespace || metric.name !== wanted.name) return false;
  if (namesOf(metric.dimensions) !== namesOf(wanted.dimensions)) return false;
  return Object.entries(wanted.dimensions).every(([dimension, value]) => {
    const isOurs = dimension === 'service' && value === service;
    const isOurFunction =
      dimension === 'function_name' && namesResource(value, 'AWS::Lambda::Function', template);
    if (OF_EVERY_SERVICE.has(metric.name)) return isOurs || isOurFunction;
    if (dimension === 'service' && !isOurs) return false;
    return isOurFunction || metric.dimensions[dimension] === value;
  });
}

const notCounted = ({ namespace, name, dimensions }: WatchedMetric): string => {
  const by = Object.entries(dimensions).map(([dimension, value]) =>
    typeof value === 'string' ? `${dimension} ${value}` : dimension,
  );
  return `looks at ${namespace} ${name} by ${by.join(', ') || 'no dimension'}, which no test saw anybody count. Test what counts it, mend the name, or give the alarm "neverInTests" with the reason.`;
};
