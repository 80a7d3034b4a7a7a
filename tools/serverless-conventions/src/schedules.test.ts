import { expect, it } from '@jest/globals';
import type { Template } from './osls.ts';
import { boundSchedules } from './schedules.ts';

const bounded = (ScheduleExpression: string | undefined, target: object = {}) => {
  const template: Template = {
    Resources: {
      Nightly: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression, Targets: [target] } },
    },
  };
  boundSchedules(template);
  return template.Resources['Nightly']!.Properties['Targets'];
};

it.each([
  ['rate(1 minute)', 60],
  ['rate(15 minutes)', 900],
  ['rate(2 hours)', 7200],
  ['rate(7 days)', 86_400],
  ['cron(0 3 * * ? *)', 3600],
])('a run of %s starts within %i s or not at all', (expression, seconds) =>
  expect(bounded(expression)).toEqual([{ RetryPolicy: { MaximumEventAgeInSeconds: seconds } }]),
);

it('leaves alone what says it itself, and what is no schedule', () => {
  const own = { RetryPolicy: { MaximumRetryAttempts: 2 } };
  expect(bounded('rate(1 minute)', own)).toEqual([own]);
  expect(bounded(undefined)).toEqual([{}]);
});
