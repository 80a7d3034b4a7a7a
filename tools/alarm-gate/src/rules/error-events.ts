import { matches } from '../../../log-filters/src/index.ts';
import type { RecordedLine } from '../../../local-cloud/src/testing/log-record.ts';
import { resourcesOfType, usesOf, type Template } from '../../../deploy/src/packages/template.ts';
import type { Evidence } from '../evidence.ts';
import { error, warning, type Finding, type Rule } from '../finding.ts';
import { metricFilters } from '../metric-filters.ts';
import { isWatched, watchedMetrics, type WatchedMetric } from '../watched-metrics.ts';

/**
 * An event of level ERROR wakes somebody: by a metric filter, or because it comes with what moves the error count of its
 * function, which has an alarm. What no test made happen cannot be proven, and is only told.
 */
export const errorEvents: Rule = (service, evidence) => {
  const ours = evidence.lines.filter((one) => one.service === service.name && one.line['level'] === 'ERROR');
  return errorNames(service.name, evidence).flatMap(({ event, isOwn }) => {
    const written = ours.filter(({ line }) => line['event'] === event);
    if (written.length === 0)
      return isOwn && !isFiltered(service.template, { event, level: 'ERROR' }) ? [unproven(event)] : [];
    return written.filter((one) => !rings(one, service.template)).map((one) => silent(event, one));
  });
};

/** Of the service's own catalogue, and of those of the libraries. */
const errorNames = (service: string, { catalogues }: Evidence) =>
  catalogues
    .filter(({ folder }) => folder.startsWith('libs/') || folder === `services/${service}`)
    .flatMap(({ folder, events }) =>
      Object.entries(events)
        .filter(([, { level }]) => level === 'error')
        .map(([event]) => ({ event, isOwn: folder.startsWith('services/') })),
    );

function rings({ function: name, line, logGroup, isCounted }: RecordedLine, template: Template): boolean {
  if (isFiltered(template, line, logGroup)) return true;
  const metrics = watchedMetrics(template);
  const fn = functionNamed(template, name);
  // A task has no error count: its state machine fails with it.
  if (fn === undefined) return runsTasksWithAlarm(template, metrics);
  return (
    isCounted === true && isWatched(metrics, { namespace: 'AWS/Lambda', name: 'Errors', resourceId: fn })
  );
}

/** Whether a filter counts the line, and an alarm looks at what the filter counts. */
const isFiltered = (template: Template, line: unknown, logGroup?: string): boolean => {
  const metrics = watchedMetrics(template);
  return metricFilters(template).some(
    (filter) =>
      (logGroup === undefined || filter.logGroup === logGroup) &&
      matches(filter.pattern, line) &&
      filter.metrics.some((counted) => isCountedMetricWatched(counted, metrics)),
  );
};

const isCountedMetricWatched = (
  { namespace, name }: { readonly namespace: string; readonly name: string },
  metrics: readonly WatchedMetric[],
): boolean => metrics.some((metric) => metric.namespace === namespace && metric.name === name);

const functionNamed = (template: Template, name: string): string | undefined =>
  resourcesOfType(template, 'AWS::Lambda::Function').find(
    ([, { Properties }]) => Properties?.['Handler'] === `dist/${name}.handler`,
  )?.[0];

const runsTasksWithAlarm = (template: Template, metrics: readonly WatchedMetric[]): boolean =>
  resourcesOfType(template, 'AWS::StepFunctions::StateMachine').some(
    ([resourceId, { Properties }]) =>
      usesOf('Resource', Properties).some((task) => /:ecs:runTask/.test(String(task))) &&
      isWatched(metrics, { namespace: 'AWS/States', name: 'ExecutionsFailed', resourceId }),
  );

const silent = (event: string, { function: name }: RecordedLine): Omit<Finding, 'service'> =>
  error(
    event,
    `is logged at ERROR by ${name}, and nobody hears of it: throw the error on, count it (countFailedRecord), declare an alarm with a pattern in custom.alarms, or log a warning.`,
  );

const unproven = (event: string): Omit<Finding, 'service'> =>
  warning(event, 'is an ERROR that no test makes happen: whether it rings is not proven.');
