import type { AccessControl } from '../../contract/access-control.ts';
import type { LocalService } from '../../contract/local-service.ts';
import { unknownOperation } from '../../contract/aws-error.ts';
import type { FunctionInvoker } from '../../contract/function-invoker.ts';
import type { Json } from '../../contract/json/json.ts';
import { systemClock } from '../../contract/clock.ts';
import type { Clock } from '../../contract/clock.ts';
import { createDelivery } from './delivery.ts';
import { putEvents } from './put-events.ts';
import type { PutEventsInput } from './put-events.ts';
import { ruleResource } from './rule-resource.ts';
import type { Rule } from './rule-resource.ts';
import { scheduleResource } from './schedule-resource.ts';
import type { Target } from './target.ts';
import { createTimers } from './timers.ts';

export interface SchedulesNeeds {
  readonly invoker: Pick<FunctionInvoker, 'invokeAsync'>;
  readonly access: Pick<AccessControl, 'register' | 'check'>;
  readonly endpointUrl: () => string;
  readonly log: (line: string) => void;
  readonly clock?: Clock;
}

/** EventBridge: rules and schedules that call functions, queues and state machines in time; PutEvents on the default bus. */
export function createSchedulesService({
  invoker,
  access,
  endpointUrl,
  log,
  clock = systemClock,
}: SchedulesNeeds): LocalService {
  const deliver = createDelivery({ invoker, access, endpointUrl });
  const timers = createTimers(clock);
  const rules = new Map<string, Rule>();
  let underWay = 0;

  async function send(owner: string, targets: readonly Target[], event: Json): Promise<void> {
    underWay += 1;
    try {
      const outcomes = await Promise.allSettled(targets.map(async (target) => deliver(target, owner, event)));
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected')
          log(`schedules: ${owner} did not reach its target: ${String(outcome.reason)}`);
      }
    } finally {
      underWay -= 1;
    }
  }

  return {
    name: 'schedules',
    signingNames: ['events'],
    resources: {
      'AWS::Events::Rule': ruleResource({
        timers,
        send,
        declare: (rule) => rules.set(rule.arn, rule),
        forget: (ruleArn) => rules.delete(ruleArn),
      }),
      'AWS::Scheduler::Schedule': scheduleResource({ timers, send }),
    },
    async handle({ operation, body }) {
      if (operation !== 'PutEvents') throw unknownOperation('EventBridge', operation);
      const input = JSON.parse(body.toString()) as PutEventsInput;
      const answer = putEvents(input, { rules: [...rules.values()], send, nowMs: clock.nowMs() });
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: JSON.stringify(answer),
      };
    },
    start: async () => timers.start(),
    stop: async () => timers.stop(),
    isIdle: async () => underWay === 0,
  };
}
