import {
  resourceNamedBy,
  resourcesOfType,
  usesOf,
  type Template,
} from '../../../../workspace/src/templates/template.ts';
import { awsMetrics, INDEX, RULE, STACK_REGION } from '../aws-metrics.ts';
import type { RecordedMetric } from '../../../../local-cloud/src/testing/log-record.ts';
import { gap, type Rule } from '../rule.ts';
import { metricFilters, type TemplateFilter } from '../metric-filters.ts';
import { neverInTests, alarmMetrics, type AlarmMetric } from '../alarm-metrics.ts';

/** libs/logging counts these for every function that processes batches or commands. */
const SHARED_METRICS = new Set(['UnexpectedErrors', 'RefusedCommands']);

/** Every alarm evaluates a metric that exists: an alarm on an unknown metric never fires. */
export const unknownMetrics: Rule = ({ name: service, template }, evidence) =>
  alarmMetrics(template).flatMap((metric) => {
    if (metric.namespace.startsWith('AWS/'))
      return awsViolations(metric, template).map((message) => gap(metric.alarmId, message));
    const isPublished =
      isFilterMetric(metric, metricFilters(template, evidence.logGroups)) ||
      evidence.metrics.some((recorded) => isSameMetric(recorded, metric, { service, template })) ||
      neverInTests(template.Resources[metric.alarmId]) !== undefined;
    return isPublished ? [] : [gap(metric.alarmId, notPublished(metric))];
  });

function awsViolations({ namespace, name, dimensions }: AlarmMetric, template: Template): string[] {
  const known = awsMetrics[namespace];
  if (!known?.names.includes(name))
    return [
      `The metric ${namespace} ${name} is unknown. Fix the name, or add it to tools/checks/src/alarm-coverage/aws-metrics.ts.`,
    ];
  const types = known.dimensions.find((set) => dimensionNames(set) === dimensionNames(dimensions));
  if (types === undefined) {
    const wanted = known.dimensions.map((set) => dimensionNames(set) || 'none').join(' or by ');
    return [
      `AWS does not publish ${namespace} ${name} by ${dimensionNames(dimensions) || 'no dimension'}. Use ${wanted}.`,
    ];
  }
  return Object.entries(dimensions).flatMap(([dimension, value]) => {
    if (types[dimension] === INDEX)
      return isIndex(value, dimensions, template)
        ? []
        : [
            `The alarm evaluates ${namespace} ${name} of the index ${String(value)}, which its table does not have. Fix the name.`,
          ];
    if (types[dimension] === RULE)
      return isRule(value, template)
        ? []
        : [
            `The alarm evaluates ${namespace} ${name} of the rule ${String(value)}, which no web ACL of the template has. Fix the name.`,
          ];
    if (types[dimension] === STACK_REGION)
      return resourceNamedBy(value) === 'AWS::Region'
        ? []
        : [`The alarm evaluates ${namespace} ${name} of a fixed region. Use !Ref AWS::Region.`];
    return namesResource(value, types[dimension]!, template)
      ? []
      : [
          `The alarm evaluates ${namespace} ${name} of a ${dimension} that is not an ${types[dimension]} of the template. Fix the reference.`,
        ];
  });
}

const dimensionNames = (dimensions: Readonly<Record<string, unknown>>): string =>
  Object.keys(dimensions).toSorted().join();

const isIndex = (
  name: unknown,
  { TableName: table }: AlarmMetric['dimensions'],
  { Resources: resources }: Template,
): boolean =>
  usesOf('IndexName', resources[resourceNamedBy(table) ?? '']?.Properties).some((index) => index === name);

const isRule = (name: unknown, template: Template): boolean =>
  resourcesOfType(template, 'AWS::WAFv2::WebACL').some(([, { Properties }]) =>
    usesOf('MetricName', Properties?.['Rules']).includes(name),
  );

/** Whether a value is the `!Ref`, `!GetAtt` or explicit name of a resource of that type. */
function namesResource(value: unknown, type: string, { Resources: resources }: Template): boolean {
  const id = resourceNamedBy(value);
  if (id !== undefined) return resources[id]?.Type === type;
  return Object.values(resources).some(
    ({ Type, Properties }) =>
      Type === type &&
      Object.values(Properties ?? {}).some((property) => JSON.stringify(property) === JSON.stringify(value)),
  );
}

const isFilterMetric = (
  { namespace, name, dimensions }: AlarmMetric,
  filters: readonly TemplateFilter[],
): boolean =>
  Object.keys(dimensions).length === 0 &&
  filters.some(({ metrics }) =>
    metrics.some((metric) => metric.namespace === namespace && metric.name === name),
  );

/** Whether the alarm evaluates the recorded metric: it has the same name and the same dimensions with the same values. */
function isSameMetric(
  { metric }: RecordedMetric,
  wanted: AlarmMetric,
  { service, template }: { readonly service: string; readonly template: Template },
): boolean {
  if (metric.namespace !== wanted.namespace || metric.name !== wanted.name) return false;
  if (dimensionNames(metric.dimensions) !== dimensionNames(wanted.dimensions)) return false;
  return Object.entries(wanted.dimensions).every(([dimension, value]) => {
    const isOwnService = dimension === 'service' && value === service;
    const isOwnFunction =
      dimension === 'function_name' && namesResource(value, 'AWS::Lambda::Function', template);
    if (SHARED_METRICS.has(metric.name)) return isOwnService || isOwnFunction;
    if (dimension === 'service' && !isOwnService) return false;
    return isOwnFunction || metric.dimensions[dimension] === value;
  });
}

const notPublished = ({ namespace, name, dimensions }: AlarmMetric): string => {
  const by = Object.entries(dimensions).map(([dimension, value]) =>
    typeof value === 'string' ? `${dimension} ${value}` : dimension,
  );
  return `The code did not publish ${namespace} ${name} by ${by.join(', ') || 'no dimension'} during the tests. Fix the name, test the code that publishes it, or give the reason in "neverInTests".`;
};
