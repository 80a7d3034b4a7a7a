import type { Options, FunctionContext, Trigger } from './trigger.ts';

/** A function on a schedule. No caller waits for it: the alarm on its errors reports a failure. */
export function schedule({ names }: FunctionContext, { rate = 'rate(1 day)' }: Options): Trigger {
  const { kebab } = names;
  if (!/^(rate\(\d+ (minute|hour|day)s?\)|cron\(\S+( \S+){5}\))$/.test(rate))
    throw new Error(
      `"${rate}" is not a valid schedule. Write rate(1 day), rate(15 minutes) or cron(0 6 * * ? *).`,
    );
  return {
    files: [`handlers/${kebab}.ts`, `controllers/${kebab}.ts`, `controllers/${kebab}.test.ts`],
    logFields: "{ day: 'code' }",
    substitutions: {},
    yaml: `${kebab}:
  handler: dist/${kebab}.handler
  events:
    - schedule: ${rate}`,
    resources: [],
  };
}
