import type { ResourceProvider } from '../../contract/local-service.ts';
import { physicalName } from '../../contract/physical-name.ts';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import type { Json, JsonObject } from '../../contract/json/json.ts';
import { patternViolations } from '../../../../workspace/src/event-patterns/event-pattern.ts';
import { parseSchedule } from './schedule-expression.ts';
import { eventOf } from './scheduled-event.ts';
import { targetOf } from './target.ts';
import type { Target } from './target.ts';
import type { createTimers } from './timers.ts';

export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly isEnabled: boolean;
  readonly pattern: JsonObject | undefined;
  readonly targets: readonly Target[];
}

export type Send = (owner: string, targets: readonly Target[], event: Json) => Promise<void>;

interface Dependencies {
  readonly timers: Pick<ReturnType<typeof createTimers>, 'set'>;
  readonly send: Send;
  readonly declare: (rule: Rule) => void;
  readonly forget: (ruleArn: string) => void;
}

/** AWS::Events::Rule, by time or by pattern, on the default bus. */
export const ruleResource = ({ timers, send, declare, forget }: Dependencies): ResourceProvider => ({
  honors: ['EventPattern', 'Name', 'ScheduleExpression', 'State', 'Targets'],
  ignores: {
    Description: 'nothing local reads it',
    EventBusName: 'there is one bus locally',
    RoleArn: 'the role of each target counts',
    Tags: 'nothing local reads them',
  },
  async remove(_resource, { attributes }) {
    const ruleArn = attributes?.['Arn'] ?? '';
    timers.set(ruleArn, undefined);
    forget(ruleArn);
  },
  async deploy(resource) {
    const { Name, State, EventPattern, ScheduleExpression, Targets = [] } = resource.properties;
    const name = typeof Name === 'string' ? Name : physicalName(resource, 64);
    const rule: Rule = {
      name,
      arn: arn('events', `rule/${name}`),
      isEnabled: State !== 'DISABLED',
      pattern: EventPattern === undefined ? undefined : checkedPattern(EventPattern as Json, name),
      targets: (Targets as unknown[]).map((target) => targetOf(target, `Rule ${name}`)),
    };
    declare(rule);
    const timetable = typeof ScheduleExpression === 'string' ? parseSchedule(ScheduleExpression) : undefined;
    const onDue = (timeMs: number) => void send(name, rule.targets, scheduledEvent(rule, timeMs));
    timers.set(rule.arn, timetable && rule.isEnabled ? { timetable, onDue } : undefined);
    return { ref: name, attributes: { Arn: rule.arn } };
  },
});

function checkedPattern(pattern: Json, name: string): JsonObject {
  const violations = patternViolations(pattern);
  if (violations.length > 0)
    throw new Error(`The event pattern of rule ${name} is invalid: ${violations.join('; ')}`);
  return pattern as JsonObject;
}

const scheduledEvent = (rule: Rule, timeMs: number): JsonObject =>
  eventOf({ source: 'aws.events', detailType: 'Scheduled Event', timeMs, resources: [rule.arn], detail: {} });
