import { describe, expect, it } from '@jest/globals';
import { createMetricStore } from '../metrics/metric-store.ts';
import { createAlarmBoard } from './alarm-board.ts';

const SECOND_MS = 1000;
const onErrors = (name: string, fn: string, severity: string) => ({
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

/** Two functions, the warnings of one quiet while the other's critical alarm rings. */
function board() {
  const clock = { at: 1_000_000_000, nowMs: () => clock.at };
  const store = createMetricStore({ clock });
  const told: string[] = [];
  const acted: string[] = [];
  const alarms = createAlarmBoard({
    store,
    clock,
    onChange: ({ name, state }) => told.push(`${name} ${state}`),
    act: (action, { name, state }) => acted.push(`${action}: ${name} ${state}`),
  });
  // What quiets is declared last: the order of a template means nothing.
  alarms.declare(
    'composite',
    composite('warning', 'list-errors', {
      ActionsSuppressor: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:critical',
      ActionsSuppressorWaitPeriod: 120,
      ActionsSuppressorExtensionPeriod: 300,
    }),
  );
  alarms.declare('composite', composite('critical', 'place-errors'));
  alarms.declare('metric', onErrors('place-errors', 'place', 'critical'));
  alarms.declare('metric', onErrors('list-errors', 'list', 'warning'));
  alarms.evaluate();
  return {
    alarms,
    told,
    acted,
    fail: (fn: string) =>
      store.record({ namespace: 'AWS/Lambda', name: 'Errors', dimensions: { FunctionName: fn }, value: 1 }),
    /** Looks every five seconds, as the cloud does. */
    after(seconds: number) {
      for (let passed = 0; passed < seconds; passed += 5) {
        clock.at += 5 * SECOND_MS;
        alarms.evaluate();
      }
    },
    stateOf: (name: string) => alarms.evaluate().find((alarm) => alarm.name === name)!,
  };
}

describe('the alarms of a service', () => {
  it('are quiet at first', () => {
    const { told, stateOf } = board();
    expect(told).toEqual([]);
    expect(stateOf('critical')).toMatchObject({ state: 'OK', isRinging: false });
  });

  it('ring, each and all together, and tell when it is over', () => {
    const { told, acted, fail, after, stateOf } = board();
    fail('place');
    after(5);
    expect(told).toEqual(['place-errors ALARM', 'critical ALARM']);
    expect(stateOf('critical')).toMatchObject({ isRinging: true, because: ['place-errors'] });
    expect(stateOf('place-errors')).toMatchObject({
      description: 'place failed.',
      owner: '@tradewind/orders',
      severity: 'critical',
      runbook: 'function-errors.md',
      since: new Date(1_000_005_000).toISOString(),
    });
    fail('place');
    after(200);
    expect(told).toHaveLength(2);
    after(400);
    expect(told.slice(2)).toEqual(['place-errors OK', 'critical OK']);
    expect(acted).toEqual(['topic: critical ALARM', 'topic: critical OK']);
  });

  it('wait for what would quiet them, and ring where it does not come', () => {
    const { acted, fail, after, stateOf } = board();
    fail('list');
    after(5);
    expect(stateOf('warning')).toMatchObject({ state: 'ALARM', isRinging: false });
    expect(acted).toEqual([]);
    after(120);
    expect(acted).toEqual(['topic: warning ALARM']);
  });

  it('are quiet while the critical one rings, and for a while after', () => {
    const { acted, fail, after } = board();
    fail('list');
    fail('place');
    after(5);
    after(200);
    expect(acted).toEqual(['topic: critical ALARM']);
    fail('list');
    after(250);
    fail('list');
    expect(acted).toEqual(['topic: critical ALARM', 'topic: critical OK']);
    after(200);
    expect(acted.at(-1)).toBe('topic: warning ALARM');
  });

  it('keep their state when they are deployed again, and say nothing any more when they are gone', () => {
    const { alarms, told, fail, after } = board();
    fail('place');
    after(5);
    alarms.declare('metric', onErrors('place-errors', 'place', 'critical'));
    after(5);
    alarms.remove('critical');
    after(600);
    expect(told).toEqual(['place-errors ALARM', 'critical ALARM', 'place-errors OK']);
  });

  it('speak to nobody where their actions are off', () => {
    const { alarms, acted, fail, after } = board();
    alarms.declare('composite', composite('critical', 'place-errors', { ActionsEnabled: false }));
    fail('place');
    after(5);
    expect(acted).toEqual([]);
  });
});
