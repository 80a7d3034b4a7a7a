import { randomUUID } from 'node:crypto';
import type { ResourceProvider } from '../../contract/local-service.ts';
import { physicalName } from '../../contract/physical-name.ts';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import type { Send } from './rule-resource.ts';
import { parseSchedule } from './schedule-expression.ts';
import { toEvent } from './event.ts';
import { toTarget } from './target.ts';
import type { Target } from './target.ts';
import type { createScheduleTimers } from './schedule-timers.ts';

interface Dependencies {
  readonly timers: Pick<ReturnType<typeof createScheduleTimers>, 'set'>;
  readonly send: Send;
}

/** `AWS::Scheduler::Schedule`. Its target always has a role, which is checked for each call. */
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
    Description: 'descriptions are not used locally',
    FlexibleTimeWindow: 'local schedules run at the exact time',
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
    const target = toTarget(resource.properties['Target'], `Schedule ${name}`);
    const timeZone = typeof ScheduleExpressionTimezone === 'string' ? ScheduleExpressionTimezone : 'UTC';
    const schedule = parseSchedule(String(resource.properties['ScheduleExpression']), timeZone);
    const [startMs, endMs] = [
      toTimeMs(StartDate, Number.NEGATIVE_INFINITY),
      toTimeMs(EndDate, Number.POSITIVE_INFINITY),
    ];
    const onDue = (timeMs: number) => {
      if (timeMs < startMs || timeMs > endMs) return;
      const { resolvedTarget, event } = toDelivery(target, scheduleArn, timeMs);
      void send({ name, arn: scheduleArn }, [resolvedTarget], event);
    };
    timers.set(scheduleArn, State === 'DISABLED' ? undefined : { schedule, onDue });
    return { ref: name, attributes: { Arn: scheduleArn } };
  },
});

const toTimeMs = (date: unknown, fallback: number): number =>
  typeof date === 'string' ? Date.parse(date) : fallback;

/** Replaces the context attributes in the input: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
function toDelivery(
  target: Target,
  scheduleArn: string,
  timeMs: number,
): { resolvedTarget: Target; event: ReturnType<typeof toEvent> } {
  const event = toEvent({
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
  const constant = target.input.constant?.replaceAll(
    /<aws\.scheduler\.([a-z-]+)>/g,
    (match, name: string) => attributes[name] ?? match,
  );
  return { resolvedTarget: { ...target, input: { ...target.input, constant } }, event };
}
