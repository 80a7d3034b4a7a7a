import { matches } from '../../../../workspace/src/log-filters/index.ts';
import type { RecordedLine } from '../../../../local-cloud/src/testing/log-record.ts';
import { resourcesOfType, type Template } from '../../../../workspace/src/templates/template.ts';
import type { Evidence } from '../evidence.ts';
import { hole, type Finding, type Rule } from '../finding.ts';
import { metricFilters } from '../metric-filters.ts';
import { isWatched, watchedMetrics, type WatchedMetric } from '../watched-metrics.ts';

/**
 * An event of level ERROR wakes somebody: by a metric filter, or because it comes with what moves the error count of its
 * function, which has an alarm. A test has to make it happen, or a filter with "neverInTests" has to wait for it: nobody
 * knows whether it rings otherwise.
 */
export const errorEvents: Rule = (service, evidence) => {
  const ours = evidence.lines.filter((one) => one.service === service.name && one.line['level'] === 'ERROR');
  return errorNames(evidence, (folder) => isLibrary(folder) || folder === `services/${service.name}`).flatMap(
    ({ event, folder }) => {
      const written = ours.filter(({ line }) => line['event'] === event);
      if (written.length > 0)
        return written
          .filter((one) => !rings(one, service.template, evidence))
          .map((one) => silent(event, one));
      // Of a library's events each service writes but some.
      if (isLibrary(folder) || isFiltered({ event, level: 'ERROR' }, service.template, evidence)) return [];
      return [unproven(event)];
    },
  );
};

/** What libraries log at ERROR rings if it rings in a service; a test of one of them has to make it happen. */
export const unprovenLibraryEvents = (evidence: Evidence): Finding[] =>
  errorNames(evidence, isLibrary)
    .filter(({ event }) => !evidence.lines.some(({ line }) => line['event'] === event))
    .map(({ event, folder }) => ({ ...unproven(event), service: folder }));

const isLibrary = (folder: string): boolean => folder.startsWith('libs/');

const errorNames = ({ catalogs }: Evidence, isMeant: (folder: string) => boolean) =>
  catalogs
    .filter(({ folder }) => isMeant(folder))
    .flatMap(({ folder, events }) =>
      Object.entries(events)
        .filter(([, { level }]) => level === 'error')
        .map(([event]) => ({ event, folder })),
    );

/** A task has no error count: what it logs has to be filtered. */
function rings(
  { function: name, line, logGroup, isCounted }: RecordedLine,
  template: Template,
  evidence: Evidence,
): boolean {
  if (isFiltered(line, template, evidence, logGroup)) return true;
  const fn = functionNamed(template, name);
  return (
    fn !== undefined &&
    isCounted === true &&
    isWatched(watchedMetrics(template), { namespace: 'AWS/Lambda', name: 'Errors', resourceId: fn })
  );
}

/** Whether a filter counts the line, and an alarm looks at what the filter counts. */
const isFiltered = (
  line: unknown,
  template: Template,
  { logGroups }: Evidence,
  logGroup?: string,
): boolean => {
  const metrics = watchedMetrics(template);
  return metricFilters(template, logGroups).some(
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

const silent = (event: string, { function: name }: RecordedLine): Omit<Finding, 'service'> =>
  hole(
    event,
    `is logged at ERROR by ${name}, and nobody hears of it: throw the error on, count it (countFailedRecord), declare an alarm with a pattern in custom.alarms, or log a warning.`,
  );

const unproven = (event: string): Omit<Finding, 'service'> =>
  hole(
    event,
    'is an ERROR that no test makes happen, so whether it rings is not proven: test it, or declare an alarm with a pattern and "neverInTests" in custom.alarms.',
  );
