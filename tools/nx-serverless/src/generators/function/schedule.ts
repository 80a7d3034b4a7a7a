import type { Options, Place, Trigger } from './generator.ts';

/** A function that runs by the clock. Nobody waits for it: that it failed is told by the alarm on its errors. */
export function schedule({ names }: Place, { rate = 'rate(1 day)' }: Options): Trigger {
  const { kebab } = names;
  if (!/^(rate\(\d+ (minute|hour|day)s?\)|cron\(\S+( \S+){5}\))$/.test(rate))
    throw new Error(`"${rate}" is no schedule: write rate(1 day), rate(15 minutes) or cron(0 6 * * ? *).`);
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
