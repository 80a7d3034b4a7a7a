import type { Template } from './osls.ts';

const secondsPer: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };

/** What a schedule by the calendar may be late: its next run is a day or more away, and nobody counts on it by then. */
const CALENDAR_SECONDS = 3600;

/**
 * Bounds how late a run may start that EventBridge could not start in time: until the next is due. By default it tries
 * for a day, and starts all runs of an outage side by side when that is over.
 *
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RetryPolicy.html
 */
export function boundSchedules({ Resources: resources }: Template): void {
  for (const { Type, Properties } of Object.values(resources)) {
    const { ScheduleExpression: expression, Targets: targets } = Properties ?? {};
    if (Type !== 'AWS::Events::Rule' || expression === undefined || !Array.isArray(targets)) continue;
    const RetryPolicy = { MaximumEventAgeInSeconds: intervalSeconds(String(expression)) };
    Properties['Targets'] = targets.map((target: object) => ({ RetryPolicy, ...target }));
  }
}

function intervalSeconds(expression: string): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  // EventBridge tries for a day at most.
  return unit === undefined ? CALENDAR_SECONDS : Math.min(Number(count) * secondsPer[unit]!, 86_400);
}
