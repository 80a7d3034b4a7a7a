import type { Template, TemplateResource } from '../osls.ts';
import { metricAbove, type Alarm } from './alarm.ts';
import { functionName, namedBy, resourcesOf } from './resources.ts';

// Beyond it the next slow answer of a database is a timeout.
const SHARE_OF_TIMEOUT = 0.8;
// A stream keeps a day; an hour behind leaves time to mend, a minute behind happens.
const ITERATOR_AGE_SECONDS = 300;

/** Errors, throttles, and how near its time limit each function is; how far behind those are that read a stream. */
export function functionAlarms({ Resources: resources }: Template): Alarm[] {
  const streamed = new Set(
    resourcesOf(resources, 'AWS::Lambda::EventSourceMapping')
      .filter(([, { Properties }]) => Properties['StartingPosition'] !== undefined)
      .map(([, { Properties }]) => namedBy(Properties['FunctionName'])),
  );
  return resourcesOf(resources, 'AWS::Lambda::Function').flatMap(([id, fn]) => [
    ...alarmsOf(id, fn),
    ...(streamed.has(id) ? [behind(id, fn)] : []),
  ]);
}

function alarmsOf(id: string, fn: TemplateResource): Alarm[] {
  const name = functionName(fn);
  const timeoutSeconds = Number(fn.Properties['Timeout']);
  return [
    {
      logicalId: `${id}ErrorsAlarm`,
      name: `${name}-errors`,
      says: `${name} failed with an exception that nobody expected.`,
      severity: 'warning',
      runbook: 'function-errors.md',
      condition: metricAbove({ ...lambda('Errors', id), statistic: 'Sum', above: 0, periodSeconds: 300 }),
    },
    {
      logicalId: `${id}ThrottlesAlarm`,
      name: `${name}-throttles`,
      says: `${name} was called more often at once than it may run.`,
      severity: 'warning',
      runbook: 'function-throttled.md',
      condition: metricAbove({ ...lambda('Throttles', id), statistic: 'Sum', above: 0, periodSeconds: 300 }),
    },
    {
      logicalId: `${id}DurationAlarm`,
      name: `${name}-duration`,
      says: `${name} takes nearly all of its ${timeoutSeconds} s.`,
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
  says: `${functionName(fn)} is more than ${ITERATOR_AGE_SECONDS / 60} minutes behind the table's changes.`,
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
