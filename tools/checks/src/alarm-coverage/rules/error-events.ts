import { matches } from '../../../../workspace/src/log-filters/index.ts';
import type { RecordedLine } from '../../../../local-cloud/src/testing/log-record.ts';
import { resourcesOfType, type Template } from '../../../../workspace/src/templates/template.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding, ServiceFinding } from '../../finding.ts';
import { gap, type Rule } from '../rule.ts';
import { metricFilters } from '../metric-filters.ts';
import { hasAlarm, alarmMetrics, type AlarmMetric } from '../alarm-metrics.ts';

/**
 * Every event of level ERROR makes an alarm fire: through a metric filter, or because the invocation that logs it counts
 * as an error of its function, which has an alarm. A test has to cause the event to prove that, unless a filter matches
 * it that declares "neverInTests".
 */
export const errorEvents: Rule = (service, evidence) => {
  const serviceErrors = evidence.lines.filter(
    (one) => one.service === service.name && one.line['level'] === 'ERROR',
  );
  return errorEventNames(
    evidence,
    (folder) => isLibrary(folder) || folder === `services/${service.name}`,
  ).flatMap(({ event, folder }) => {
    const written = serviceErrors.filter(({ line }) => line['event'] === event);
    if (written.length > 0)
      return written
        .filter((one) => !firesAlarm(one, service.template, evidence))
        .map((one) => unmonitored(event, one));
    // A service logs only some events of the libraries.
    if (isLibrary(folder) || isFiltered({ event, level: 'ERROR' }, service.template, evidence)) return [];
    return [untested(event)];
  });
};

/** A test of at least one service has to cause each ERROR event of a library. */
export const untestedLibraryErrors = (evidence: Evidence): Finding[] =>
  errorEventNames(evidence, isLibrary)
    .filter(({ event }) => !evidence.lines.some(({ line }) => line['event'] === event))
    .map(({ event, folder }) => ({ ...untested(event), service: folder }));

const isLibrary = (folder: string): boolean => folder.startsWith('libs/');

const errorEventNames = ({ catalogs }: Evidence, isIncluded: (folder: string) => boolean) =>
  catalogs
    .filter(({ folder }) => isIncluded(folder))
    .flatMap(({ folder, events }) =>
      Object.entries(events)
        .filter(([, { level }]) => level === 'error')
        .map(([event]) => ({ event, folder })),
    );

/** A task has no error metric, so only a metric filter can monitor its log lines. */
function firesAlarm(
  { function: name, line, logGroup, isCounted }: RecordedLine,
  template: Template,
  evidence: Evidence,
): boolean {
  if (isFiltered(line, template, evidence, logGroup)) return true;
  const fn = findFunction(template, name);
  return (
    fn !== undefined &&
    isCounted === true &&
    hasAlarm(alarmMetrics(template), { namespace: 'AWS/Lambda', name: 'Errors', resourceId: fn })
  );
}

/** Whether a metric filter matches the line, and an alarm evaluates the metric of the filter. */
const isFiltered = (
  line: unknown,
  template: Template,
  { logGroups }: Evidence,
  logGroup?: string,
): boolean => {
  const metrics = alarmMetrics(template);
  return metricFilters(template, logGroups).some(
    (filter) =>
      (logGroup === undefined || filter.logGroup === logGroup) &&
      matches(filter.pattern, line) &&
      filter.metrics.some((metric) => isEvaluated(metric, metrics)),
  );
};

const isEvaluated = (
  { namespace, name }: { readonly namespace: string; readonly name: string },
  metrics: readonly AlarmMetric[],
): boolean => metrics.some((metric) => metric.namespace === namespace && metric.name === name);

const findFunction = (template: Template, name: string): string | undefined =>
  resourcesOfType(template, 'AWS::Lambda::Function').find(
    ([, { Properties }]) => Properties?.['Handler'] === `dist/${name}.handler`,
  )?.[0];

const unmonitored = (event: string, { function: name }: RecordedLine): ServiceFinding =>
  gap(
    event,
    `${name} logs this ERROR, and no alarm fires. Rethrow the error, count it (countFailedRecord), declare an alarm with a pattern in custom.alarms, or log a warning instead.`,
  );

const untested = (event: string): ServiceFinding =>
  gap(
    event,
    'No test causes this ERROR, so it is unknown whether an alarm fires. Test it, or declare an alarm with a pattern and "neverInTests" in custom.alarms.',
  );
