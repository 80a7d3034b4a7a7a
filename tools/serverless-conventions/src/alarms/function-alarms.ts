import type { Template, TemplateResource } from '../template.ts';
import { expressionAbove, metricAbove, type Alarm, type AlarmContext } from './alarm.ts';
import { metricNamespace } from './declared-alarms.ts';
import { functionKey, referencedId, resourcesOfType } from './resources.ts';

// Above it, one more slow response of a database is a timeout.
const SHARE_OF_TIMEOUT = 0.8;
// A stream keeps records for a day. A delay of a minute is normal; five minutes leave enough time for a fix.
const ITERATOR_AGE_SECONDS = 300;
const ERRORS_PERIOD_SECONDS = 300;

/** Alarms on the errors, throttles and duration of each function, and on the iterator age of stream consumers. */
export function functionAlarms({ Resources: resources }: Template, context: AlarmContext): Alarm[] {
  const mappings = resourcesOfType(resources, 'AWS::Lambda::EventSourceMapping');
  const consumersOf = (isIncluded: (properties: TemplateResource['Properties']) => boolean) =>
    new Set(
      mappings
        .filter(([, { Properties }]) => isIncluded(Properties))
        .map(([, { Properties }]) => referencedId(Properties['FunctionName'])),
    );
  const streamConsumers = consumersOf((mapping) => mapping['StartingPosition'] !== undefined);
  const batchReporters = consumersOf((mapping) => mapping['FunctionResponseTypes'] !== undefined);
  // State machines and tasks invoke commands with their own roles; everything else has a permission or a mapping.
  const triggered = new Set([
    ...consumersOf(() => true),
    ...resourcesOfType(resources, 'AWS::Lambda::Permission').map(([, { Properties }]) =>
      referencedId(Properties['FunctionName']),
    ),
  ]);
  const errorsOf = (id: string) => {
    if (batchReporters.has(id)) return thrownOrReportedErrors(id, context);
    return triggered.has(id) ? thrownErrors(id) : thrownErrorsOfCommand(id, context);
  };
  return resourcesOfType(resources, 'AWS::Lambda::Function').flatMap(([id, fn]) => [
    errors(id, fn, errorsOf(id)),
    ...throttleAndDurationAlarms(id, fn),
    ...(streamConsumers.has(id) ? [iteratorAge(id, fn)] : []),
  ]);
}

const errors = (id: string, fn: TemplateResource, condition: Alarm['condition']): Alarm => ({
  logicalId: `${id}ErrorsAlarm`,
  name: `${functionKey(fn)}-errors`,
  description: `${functionKey(fn)} failed with an unexpected error; a request failed, or an event waits for a retry.`,
  severity: 'warning',
  runbook: 'function-errors.md',
  condition,
});

const errorMetric = (id: string) => ({
  ...lambda('Errors', id),
  statistic: 'Sum',
  periodSeconds: ERRORS_PERIOD_SECONDS,
});

const thrownErrors = (id: string): Alarm['condition'] => metricAbove({ ...errorMetric(id), above: 0 });

/** A function that returns the failed records of a batch is successful for Lambda, so it counts the errors itself. */
const thrownOrReportedErrors = (id: string, context: AlarmContext): Alarm['condition'] =>
  expressionAbove({
    expression: 'FILL(thrown, 0) + FILL(reported, 0)',
    metrics: { thrown: errorMetric(id), reported: ownMetric('UnexpectedErrors', id, context) },
    above: 0,
  });

/** A refused command is an error for Lambda, and an expected outcome for its saga. */
const thrownErrorsOfCommand = (id: string, context: AlarmContext): Alarm['condition'] =>
  expressionAbove({
    expression: 'FILL(thrown, 0) - FILL(refused, 0)',
    metrics: { thrown: errorMetric(id), refused: ownMetric('RefusedCommands', id, context) },
    above: 0,
  });

/** A metric that libs/logging counts by function. */
const ownMetric = (metric: string, id: string, { service, stage }: AlarmContext) => ({
  ...errorMetric(id),
  namespace: metricNamespace(stage),
  metric,
  dimensions: { service, function_name: { Ref: id } },
});

function throttleAndDurationAlarms(id: string, fn: TemplateResource): Alarm[] {
  const name = functionKey(fn);
  const timeoutSeconds = Number(fn.Properties['Timeout']);
  return [
    {
      logicalId: `${id}ThrottlesAlarm`,
      name: `${name}-throttles`,
      description: `${name} is throttled; requests fail, or events are delayed.`,
      severity: 'warning',
      runbook: 'function-throttled.md',
      condition: metricAbove({ ...lambda('Throttles', id), statistic: 'Sum', above: 0, periodSeconds: 300 }),
    },
    {
      logicalId: `${id}DurationAlarm`,
      name: `${name}-duration`,
      description: `${name} uses more than ${SHARE_OF_TIMEOUT * 100} % of its timeout of ${timeoutSeconds} s; slower invocations will fail.`,
      severity: 'warning',
      runbook: 'function-slow.md',
      condition: metricAbove({
        ...lambda('Duration', id),
        statistic: 'Maximum',
        above: timeoutSeconds * 1000 * SHARE_OF_TIMEOUT,
        periodSeconds: 300,
      }),
    },
  ];
}

const iteratorAge = (id: string, fn: TemplateResource): Alarm => ({
  logicalId: `${id}IteratorAgeAlarm`,
  name: `${functionKey(fn)}-iterator-age`,
  description: `${functionKey(fn)} is more than ${ITERATOR_AGE_SECONDS / 60} minutes behind the changes of its table; consumers of the changes have outdated data.`,
  severity: 'critical',
  runbook: 'stream-behind.md',
  condition: metricAbove({
    ...lambda('IteratorAge', id),
    statistic: 'Maximum',
    above: ITERATOR_AGE_SECONDS * 1000,
    periodSeconds: 60,
    evaluationPeriods: 3,
  }),
});

const lambda = (metric: string, id: string) => ({
  namespace: 'AWS/Lambda',
  metric,
  dimensions: { FunctionName: { Ref: id } },
});
