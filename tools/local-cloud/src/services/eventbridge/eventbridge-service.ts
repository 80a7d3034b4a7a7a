import type { AccessControl } from '../../contract/access-control.ts';
import type { LocalService } from '../../contract/local-service.ts';
import { unknownOperation } from '../../contract/aws-error.ts';
import { noRecorder, type Recorder } from '../../contract/recorder.ts';
import type { FunctionInvoker } from '../../contract/function-invoker.ts';
import type { Json } from '../../contract/json/json.ts';
import { systemClock } from '../../contract/clock.ts';
import type { Clock } from '../../contract/clock.ts';
import { createTargetDelivery } from './target-delivery.ts';
import { putEvents } from './put-events.ts';
import type { PutEventsInput } from './put-events.ts';
import { ruleResource } from './rule-resource.ts';
import type { Rule, Source } from './rule-resource.ts';
import { scheduleResource } from './schedule-resource.ts';
import type { Target } from './target.ts';
import { createScheduleTimers } from './schedule-timers.ts';

export interface EventBridgeDependencies {
  readonly invoker: Pick<FunctionInvoker, 'invokeAsync'>;
  readonly access: Pick<AccessControl, 'register' | 'check'>;
  readonly endpointUrl: () => string;
  readonly recorder?: Recorder;
  readonly log: (line: string) => void;
  readonly clock?: Clock;
}

/** EventBridge: rules and schedules with functions, queues and state machines as targets; PutEvents on the default event bus. */
export function createEventBridgeService({
  invoker,
  access,
  endpointUrl,
  recorder = noRecorder,
  log,
  clock = systemClock,
}: EventBridgeDependencies): LocalService {
  const deliver = createTargetDelivery({ invoker, access, endpointUrl });
  const timers = createScheduleTimers(clock);
  const rules = new Map<string, Rule>();
  let activeDeliveries = 0;

  async function send(source: Source, targets: readonly Target[], event: Json): Promise<void> {
    const { name, arn, trace } = source;
    const span = recorder.start({ kind: 'delivery', name, resource: arn, causes: [trace] });
    activeDeliveries += 1;
    try {
      const results = await Promise.allSettled(
        targets.map(async (target) => deliver(target, name, event, span.header)),
      );
      for (const result of results) {
        if (result.status === 'fulfilled') continue;
        log(`eventbridge: ${name} could not deliver to its target: ${String(result.reason)}`);
        const { name: type, message } = result.reason as Error;
        span.end({ status: 'error', error: { type, message } });
      }
      span.end();
    } finally {
      activeDeliveries -= 1;
    }
  }

  return {
    name: 'eventbridge',
    signingNames: ['events'],
    resources: {
      'AWS::Events::Rule': ruleResource({
        timers,
        send,
        putRule: (rule) => rules.set(rule.arn, rule),
        deleteRule: (ruleArn) => rules.delete(ruleArn),
      }),
      'AWS::Scheduler::Schedule': scheduleResource({ timers, send }),
    },
    async handle({ operation, body, trace }) {
      if (operation !== 'PutEvents') throw unknownOperation('EventBridge', operation);
      const input = JSON.parse(body.toString()) as PutEventsInput;
      const output = putEvents(input, { rules: [...rules.values()], send, nowMs: clock.nowMs(), trace });
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: JSON.stringify(output),
      };
    },
    start: async () => timers.start(),
    stop: async () => timers.stop(),
    isIdle: async () => activeDeliveries === 0,
  };
}
