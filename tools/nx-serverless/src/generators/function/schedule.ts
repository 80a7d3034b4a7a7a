import { alarmYaml } from '../resources.ts';
import type { Options, Place, Trigger } from './generator.ts';

/** A function that runs by the clock. Nobody waits for it, so an alarm says that it failed. */
export function schedule({ names, logicalId }: Place, { service, rate = 'rate(1 day)' }: Options): Trigger {
  const { kebab, pascal, words } = names;
  if (!/^(rate\(\d+ (minute|hour|day)s?\)|cron\(\S+( \S+){5}\))$/.test(rate))
    throw new Error(`"${rate}" is no schedule: write rate(1 day), rate(15 minutes) or cron(0 6 * * ? *).`);
  return {
    files: [`handlers/${kebab}.ts`, `controllers/${kebab}.ts`, `controllers/${kebab}.test.ts`],
    substitutions: {},
    yaml: `${kebab}:
  handler: dist/${kebab}.handler
  events:
    - schedule: ${rate}`,
    resources: [
      {
        file: 'alarms.yml',
        comment: 'What to do when one rings: README.',
        resources: [
          {
            logicalId: `${pascal}FailedAlarm`,
            yaml: alarmYaml({
              service,
              logicalId: `${pascal}FailedAlarm`,
              description: `It failed to ${words}`,
              namespace: 'AWS/Lambda',
              metricName: 'Errors',
              dimension: ['FunctionName', `!Ref ${logicalId}`],
              statistic: 'Sum',
            }),
          },
        ],
      },
    ],
  };
}
