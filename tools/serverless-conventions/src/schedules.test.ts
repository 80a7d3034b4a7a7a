import { expect, it } from '@jest/globals';
import type { Template } from './template.ts';
import { limitScheduleRetries } from './schedules.ts';

const bounded = (ScheduleExpression: string | undefined, target: object = {}) => {
  const template: Template = {
    Resources: {
      Nightly: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression, Targets: [target] } },
    },
  };
  limitScheduleRetries(template);
  return template.Resources['Nightly']!.Properties['Targets'];
};

it.each([
  ['rate(1 minute)', 60],
  ['rate(15 minutes)', 900],
  ['rate(2 hours)', 7200],
  ['rate(7 days)', 86_400],
  ['cron(0 3 * * ? *)', 3600],
])('limits retries of %s to %i s', (expression, seconds) =>
  expect(bounded(expression)).toEqual([{ RetryPolicy: { MaximumEventAgeInSeconds: seconds } }]),
);

it('does not change rules with a retry policy or without a schedule', () => {
  const own = { RetryPolicy: { MaximumRetryAttempts: 2 } };
  expect(bounded('rate(1 minute)', own)).toEqual([own]);
  expect(bounded(undefined)).toEqual([{}]);
});
