import type { ResourceProvider } from '../../contract/local-service.ts';
import { physicalName } from '../../contract/physical-name.ts';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import type { Json, JsonObject } from '../../contract/json/json.ts';
import { patternViolations } from '../../../../workspace/src/event-patterns/event-pattern.ts';
import { parseSchedule } from './schedule-expression.ts';
import { toEvent } from './event.ts';
import { toTarget } from './target.ts';
import type { Target } from './target.ts';
import type { createScheduleTimers } from './schedule-timers.ts';

export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly isEnabled: boolean;
  readonly pattern: JsonObject | undefined;
  readonly targets: readonly Target[];
}

/** Where an event for targets comes from. */
export interface Source {
  /** The name of the rule or schedule. */
  readonly name: string;
  readonly arn: string;
  /** The trace header of the call that put the event; undefined for a schedule. */
  readonly trace?: string | undefined;
}

export type Send = (source: Source, targets: readonly Target[], event: Json) => Promise<void>;

interface Dependencies {
  readonly timers: Pick<ReturnType<typeof createScheduleTimers>, 'set'>;
  readonly send: Send;
  readonly putRule: (rule: Rule) => void;
  readonly deleteRule: (ruleArn: string) => void;
}

/** `AWS::Events::Rule` with a schedule or an event pattern, on the default event bus. */
export const ruleResource = ({ timers, send, putRule, deleteRule }: Dependencies): ResourceProvider => ({
  honors: ['EventPattern', 'Name', 'ScheduleExpression', 'State', 'Targets'],
  ignores: {
    Description: 'descriptions are not used locally',
    EventBusName: 'the local cloud has only the default event bus',
    RoleArn: 'the role of each target applies',
    Tags: 'tags are not used locally',
  },
  async remove(_resource, { attributes }) {
    const ruleArn = attributes?.['Arn'] ?? '';
    timers.set(ruleArn, undefined);
    deleteRule(ruleArn);
  },
  async deploy(resource) {
    const { Name, State, EventPattern, ScheduleExpression, Targets = [] } = resource.properties;
    const name = typeof Name === 'string' ? Name : physicalName(resource, 64);
    const rule: Rule = {
      name,
      arn: arn('events', `rule/${name}`),
      isEnabled: State !== 'DISABLED',
      pattern: EventPattern === undefined ? undefined : requireValidPattern(EventPattern as Json, name),
      targets: (Targets as unknown[]).map((target) => toTarget(target, `Rule ${name}`)),
    };
    putRule(rule);
    const schedule = typeof ScheduleExpression === 'string' ? parseSchedule(ScheduleExpression) : undefined;
    const onDue = (timeMs: number) => void send(rule, rule.targets, toScheduledEvent(rule, timeMs));
    timers.set(rule.arn, schedule && rule.isEnabled ? { schedule, onDue } : undefined);
    return { ref: name, attributes: { Arn: rule.arn } };
  },
});

function requireValidPattern(pattern: Json, name: string): JsonObject {
  const violations = patternViolations(pattern);
  if (violations.length > 0)
    throw new Error(`The event pattern of rule ${name} is invalid: ${violations.join('; ')}`);
  return pattern as JsonObject;
}

const toScheduledEvent = (rule: Rule, timeMs: number): JsonObject =>
  toEvent({ source: 'aws.events', detailType: 'Scheduled Event', timeMs, resources: [rule.arn], detail: {} });
