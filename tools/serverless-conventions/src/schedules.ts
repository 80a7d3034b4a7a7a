import type { Template } from './template.ts';

const secondsPer: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };

/** The maximum delay of a cron schedule, whose next run is typically a day or more away. */
const CALENDAR_SECONDS = 3600;

/**
 * Limits how long EventBridge retries a run: until the next one is due. By default it retries for a day, and starts all
 * runs of an outage at once when the outage ends.
 *
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RetryPolicy.html
 */
export function limitScheduleRetries({ Resources: resources }: Template): void {
  for (const { Type, Properties } of Object.values(resources)) {
    const { ScheduleExpression: expression, Targets: targets } = Properties ?? {};
    if (Type !== 'AWS::Events::Rule' || expression === undefined || !Array.isArray(targets)) continue;
    const RetryPolicy = { MaximumEventAgeInSeconds: intervalSeconds(String(expression)) };
    Properties['Targets'] = targets.map((target: object) => ({ RetryPolicy, ...target }));
  }
}

function intervalSeconds(expression: string): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  // EventBridge retries for a day at most.
  return unit === undefined ? CALENDAR_SECONDS : Math.min(Number(count) * secondsPer[unit]!, 86_400);
}
