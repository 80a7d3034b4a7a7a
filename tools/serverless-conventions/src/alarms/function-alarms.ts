import type { Template, TemplateResource } from '../osls.ts';
import { expressionAbove, metricAbove, type Alarm, type AlarmPlace } from './alarm.ts';
import { metricNamespace } from './declared-alarms.ts';
import { functionName, namedBy, resourcesOf } from './resources.ts';

// Beyond it the next slow answer of a database is a timeout.
const SHARE_OF_TIMEOUT = 0.8;
// A stream keeps a day; an hour behind leaves time to mend, a minute behind happens.
const ITERATOR_AGE_SECONDS = 300;
const ERRORS_PERIOD_SECONDS = 300;

/** Errors, throttles, and how near its time limit each function is; how far behind those are that read a stream. */
export function functionAlarms({ Resources: resources }: Template, place: AlarmPlace): Alarm[] {
  const mappings = resourcesOf(resources, 'AWS::Lambda::EventSourceMapping');
  const fedBy = (isMeant: (properties: TemplateResource['Properties']) => boolean) =>
    new Set(
      mappings
        .filter(([, { Properties }]) => isMeant(Properties))
        .map(([, { Properties }]) => namedBy(Properties['FunctionName'])),
    );
  const streamed = fedBy((mapping) => mapping['StartingPosition'] !== undefined);
  const reporting = fedBy((mapping) => mapping['FunctionResponseTypes'] !== undefined);
  return resourcesOf(resources, 'AWS::Lambda::Function').flatMap(([id, fn]) => [
    errors(id, fn, reporting.has(id) ? thrownOrReportedErrors(id, place) : thrownErrors(id)),
    ...alarmsOf(id, fn),
    ...(streamed.has(id) ? [behind(id, fn)] : []),
  ]);
}

const errors = (id: string, fn: TemplateResource, condition: Alarm['condition']): Alarm => ({
  logicalId: `${id}ErrorsAlarm`,
  name: `${functionName(fn)}-errors`,
  description: `${functionName(fn)} failed with an exception that nobody expected.`,
  severity: 'warning',
  runbook: 'function-errors.md',
  condition,
});

const errorsOf = (id: string) => ({
  ...lambda('Errors', id),
  statistic: 'Sum',
  periodSeconds: ERRORS_PERIOD_SECONDS,
});

const thrownErrors = (id: string): Alarm['condition'] => metricAbove({ ...errorsOf(id), above: 0 });

/** A function that reports failed records of a batch in its answer: to Lambda that is a success, so it counts them itself. */
const thrownOrReportedErrors = (id: string, { service, stage }: AlarmPlace): Alarm['condition'] =>
  expressionAbove({
    expression: 'FILL(thrown, 0) + FILL(reported, 0)',
    metrics: {
      thrown: errorsOf(id),
      reported: {
        ...errorsOf(id),
        namespace: metricNamespace(stage),
        metric: 'UnexpectedErrors',
        dimensions: { service, function_name: { Ref: id } },
      },
    },
    above: 0,
  });

function alarmsOf(id: string, fn: TemplateResource): Alarm[] {
  const name = functionName(fn);
  const timeoutSeconds = Number(fn.Properties['Timeout']);
  return [
    {
      logicalId: `${id}ThrottlesAlarm`,
      name: `${name}-throttles`,
      description: `${name} was called more often at once than it may run.`,
      severity: 'warning',
      runbook: 'function-throttled.md',
      condition: metricAbove({ ...lambda('Throttles', id), statistic: 'Sum', above: 0, periodSeconds: 300 }),
    },
    {
      logicalId: `${id}DurationAlarm`,
      name: `${name}-duration`,
      description: `${name} takes nearly all of its ${timeoutSeconds} s.`,
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

const behind = (id: string, fn: TemplateResource): Alarm => ({
  logicalId: `${id}IteratorAgeAlarm`,
  name: `${functionName(fn)}-iterator-age`,
  description: `${functionName(fn)} is more than ${ITERATOR_AGE_SECONDS / 60} minutes behind the table's changes.`,
  severity: 'critical',
  runbook: 'stream-behind.md',
  condition: metricAbove({
    ...lambda('IteratorAge', id),
    statistic: 'Maximum',
    above: ITERATOR_AGE_SECONDS * 1000,
    periodSeconds: 60,
    periods: 3,
  }),
});

const lambda = (metric: string, id: string) => ({
  namespace: 'AWS/Lambda',
  metric,
  dimensions: { FunctionName: { Ref: id } },
});
