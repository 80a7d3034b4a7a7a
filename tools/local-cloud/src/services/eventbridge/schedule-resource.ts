import { randomUUID } from 'node:crypto';
import type { ResourceProvider } from '../../contract/local-service.ts';
import { physicalName } from '../../contract/physical-name.ts';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import type { Send } from './rule-resource.ts';
import { parseSchedule } from './schedule-expression.ts';
import { eventOf } from './scheduled-event.ts';
import { targetOf } from './target.ts';
import type { Target } from './target.ts';
import type { createTimers } from './timers.ts';

interface Dependencies {
  readonly timers: Pick<ReturnType<typeof createTimers>, 'set'>;
  readonly send: Send;
}

/** AWS::Scheduler::Schedule. Its target always has a role, and each call is held against that. */
export const scheduleResource = ({ timers, send }: Dependencies): ResourceProvider => ({
  honors: [
    'GroupName',
    'Name',
    'ScheduleExpression',
    'ScheduleExpressionTimezone',
    'StartDate',
    'EndDate',
    'State',
    'Target',
  ],
  ignores: {
    Description: 'nothing local reads it',
    FlexibleTimeWindow: 'local schedules are on time',
    KmsKeyArn: 'local state is not encrypted',
  },
  async remove(_resource, { attributes }) {
    timers.set(attributes?.['Arn'] ?? '', undefined);
  },
  async deploy(resource) {
    const {
      Name,
      GroupName = 'default',
      State,
      ScheduleExpressionTimezone,
      StartDate,
      EndDate,
    } = resource.properties;
    const name = typeof Name === 'string' ? Name : physicalName(resource, 64);
    const scheduleArn = arn('scheduler', `schedule/${String(GroupName)}/${name}`);
    const target = targetOf(resource.properties['Target'], `Schedule ${name}`);
    const timeZone = typeof ScheduleExpressionTimezone === 'string' ? ScheduleExpressionTimezone : 'UTC';
    const timetable = parseSchedule(String(resource.properties['ScheduleExpression']), timeZone);
    const [startMs, endMs] = [
      timeOf(StartDate, Number.NEGATIVE_INFINITY),
      timeOf(EndDate, Number.POSITIVE_INFINITY),
    ];
    const onDue = (timeMs: number) => {
      if (timeMs < startMs || timeMs > endMs) return;
      const { filledIn, event } = eventFor(target, scheduleArn, timeMs);
      void send(name, [filledIn], event);
    };
    timers.set(scheduleArn, State === 'DISABLED' ? undefined : { timetable, onDue });
    return { ref: name, attributes: { Arn: scheduleArn } };
  },
});

const timeOf = (date: unknown, otherwise: number): number =>
  typeof date === 'string' ? Date.parse(date) : otherwise;

/** Placeholders of an input: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
function eventFor(
  target: Target,
  scheduleArn: string,
  timeMs: number,
): { filledIn: Target; event: ReturnType<typeof eventOf> } {
  const event = eventOf({
    source: 'aws.scheduler',
    detailType: 'Scheduled Event',
    timeMs,
    resources: [scheduleArn],
    detail: '{}',
  });
  const attributes: Record<string, string> = {
    'schedule-arn': scheduleArn,
    'scheduled-time': String(event['time']),
    'execution-id': randomUUID(),
    'attempt-number': '1',
  };
  const fixed = target.input.fixed?.replaceAll(
    /<aws\.scheduler\.([a-z-]+)>/g,
    (match, name: string) => attributes[name] ?? match,
  );
  return { filledIn: { ...target, input: { ...target.input, fixed } }, event };
}
