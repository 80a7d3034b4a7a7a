import { describe, expect, it } from '@jest/globals';
import { inMemoryMetricRepository } from '../metrics/metric-repository.ts';
import { createAlarmEvaluator } from './alarm-evaluator.ts';

const SECOND_MS = 1000;
const errorAlarm = (name: string, fn: string, severity: string) => ({
  AlarmName: name,
  AlarmDescription: `${fn} failed.\nOwner: @tradewind/orders\nSeverity: ${severity}\nRunbook: https://x.example/runbooks/function-errors.md`,
  Namespace: 'AWS/Lambda',
  MetricName: 'Errors',
  Dimensions: [{ Name: 'FunctionName', Value: fn }],
  Statistic: 'Sum',
  Period: 300,
  EvaluationPeriods: 1,
  Threshold: 0,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
});
const composite = (name: string, child: string, rest: object = {}) => ({
  AlarmName: name,
  AlarmRule: `ALARM("${child}")`,
  AlarmActions: ['topic'],
  OKActions: ['topic'],
  ...rest,
});

/** Two functions; the warning of one is suppressed by the critical alarm of the other. */
function createAlarms() {
  const clock = { at: 1_000_000_000, nowMs: () => clock.at };
  const repository = inMemoryMetricRepository({ clock });
  const changes: string[] = [];
  const actions: string[] = [];
  const alarms = createAlarmEvaluator({
    repository,
    clock,
    onChange: ({ name, state }) => changes.push(`${name} ${state}`),
    onAction: (action, { name, state }) => actions.push(`${action}: ${name} ${state}`),
  });
  // The suppressor is declared last, because the order of resources in a template has no meaning.
  alarms.put(
    'composite',
    composite('warning', 'list-errors', {
      ActionsSuppressor: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:critical',
      ActionsSuppressorWaitPeriod: 120,
      ActionsSuppressorExtensionPeriod: 300,
    }),
  );
  alarms.put('composite', composite('critical', 'place-errors'));
  alarms.put('metric', errorAlarm('place-errors', 'place', 'critical'));
  alarms.put('metric', errorAlarm('list-errors', 'list', 'warning'));
  alarms.evaluate();
  return {
    alarms,
    changes,
    actions,
    fail: (fn: string) =>
      repository.record({
        namespace: 'AWS/Lambda',
        name: 'Errors',
        dimensions: { FunctionName: fn },
        value: 1,
      }),
    /** Evaluates every five seconds, as the local cloud does. */
    after(seconds: number) {
      for (let passed = 0; passed < seconds; passed += 5) {
        clock.at += 5 * SECOND_MS;
        alarms.evaluate();
      }
    },
    stateOf: (name: string) => alarms.evaluate().find((alarm) => alarm.name === name)!,
  };
}

describe('createAlarmEvaluator', () => {
  it('starts without alarms', () => {
    const { changes, stateOf } = createAlarms();
    expect(changes).toEqual([]);
    expect(stateOf('critical')).toMatchObject({ state: 'OK', hasTriggeredActions: false });
  });

  it('reports ALARM and OK of the metric alarm and its composite alarm', () => {
    const { changes, actions, fail, after, stateOf } = createAlarms();
    fail('place');
    after(5);
    expect(changes).toEqual(['place-errors ALARM', 'critical ALARM']);
    expect(stateOf('critical')).toMatchObject({
      hasTriggeredActions: true,
      triggeringAlarms: ['place-errors'],
    });
    expect(stateOf('place-errors')).toMatchObject({
      summary: 'place failed.',
      owner: '@tradewind/orders',
      severity: 'critical',
      runbook: 'function-errors.md',
      since: new Date(1_000_005_000).toISOString(),
    });
    fail('place');
    after(200);
    expect(changes).toHaveLength(2);
    after(400);
    expect(changes.slice(2)).toEqual(['place-errors OK', 'critical OK']);
    expect(actions).toEqual(['topic: critical ALARM', 'topic: critical OK']);
  });

  it('triggers actions after the wait period when the suppressor stays OK', () => {
    const { actions, fail, after, stateOf } = createAlarms();
    fail('list');
    after(5);
    expect(stateOf('warning')).toMatchObject({ state: 'ALARM', hasTriggeredActions: false });
    expect(actions).toEqual([]);
    after(120);
    expect(actions).toEqual(['topic: warning ALARM']);
  });

  it('suppresses actions while the suppressor is in ALARM and for the extension period', () => {
    const { actions, fail, after } = createAlarms();
    fail('list');
    fail('place');
    after(5);
    after(200);
    expect(actions).toEqual(['topic: critical ALARM']);
    fail('list');
    after(250);
    fail('list');
    expect(actions).toEqual(['topic: critical ALARM', 'topic: critical OK']);
    after(200);
    expect(actions.at(-1)).toBe('topic: warning ALARM');
  });

  it('keeps the state of a redeployed alarm and ignores a removed one', () => {
    const { alarms, changes, fail, after } = createAlarms();
    fail('place');
    after(5);
    alarms.put('metric', errorAlarm('place-errors', 'place', 'critical'));
    after(5);
    alarms.remove('critical');
    after(600);
    expect(changes).toEqual(['place-errors ALARM', 'critical ALARM', 'place-errors OK']);
  });

  it('triggers no actions when ActionsEnabled is false', () => {
    const { alarms, actions, fail, after } = createAlarms();
    alarms.put('composite', composite('critical', 'place-errors', { ActionsEnabled: false }));
    fail('place');
    after(5);
    expect(actions).toEqual([]);
  });
});
