import { describe, expect, it } from '@jest/globals';
import { createMetricStore } from '../metrics/metric-store.ts';
import { metricAlarm } from './metric-alarm.ts';
import { metricMath } from './metric-math.ts';

const MINUTE_MS = 60_000;
const dimensions = { FunctionName: 'sell' };
const Dimensions = [{ Name: 'FunctionName', Value: 'sell' }];
const errors = {
  Namespace: 'AWS/Lambda',
  MetricName: 'Errors',
  Dimensions,
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 0,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
};

/** An alarm, and time that passes as the test likes. */
function watched(properties: Readonly<Record<string, unknown>>) {
  const clock = { at: 1_000_000 * MINUTE_MS, nowMs: () => clock.at };
  const store = createMetricStore({ clock });
  const alarm = metricAlarm(properties);
  for (const metric of alarm.metrics) store.watch(metric, alarm.spanSeconds);
  return {
    put: (value: number, name = 'Errors') =>
      store.record({ namespace: 'AWS/Lambda', name, dimensions, value }),
    pass: (milliseconds: number) => (clock.at += milliseconds),
    state: () => alarm.stateAt(clock.at, store, 'OK'),
  };
}

describe('an alarm on a metric', () => {
  it('rings while the statistic is above the threshold, and is quiet when the period is over', () => {
    const { put, pass, state } = watched(errors);
    expect(state()).toBe('OK');
    put(0);
    expect(state()).toBe('OK');
    put(1);
    expect(state()).toBe('ALARM');
    pass(MINUTE_MS + 10_000);
    expect(state()).toBe('OK');
  });

  it('wants as many periods as it says', () => {
    const { put, pass, state } = watched({ ...errors, EvaluationPeriods: 3 });
    put(1);
    pass(MINUTE_MS);
    put(1);
    pass(MINUTE_MS);
    expect(state()).toBe('OK');
    put(1);
    expect(state()).toBe('ALARM');
  });

  it('or so many of them', () => {
    const { put, pass, state } = watched({ ...errors, EvaluationPeriods: 3, DatapointsToAlarm: 2 });
    put(1);
    pass(2 * MINUTE_MS);
    put(1);
    expect(state()).toBe('ALARM');
  });

  it('looks at percentiles', () => {
    const { Statistic: _, ...rest } = errors;
    const { put, state } = watched({ ...rest, ExtendedStatistic: 'p99', Threshold: 3000 });
    for (let request = 0; request < 150; request += 1) put(request === 0 ? 9000 : 20);
    expect(state()).toBe('OK');
    for (let request = 0; request < 5; request += 1) put(9000);
    expect(state()).toBe('ALARM');
  });

  it.each([
    ['notBreaching', 'OK'],
    ['breaching', 'ALARM'],
    ['missing', 'INSUFFICIENT_DATA'],
    ['ignore', 'OK'],
  ])('takes what is missing as it says: %s', (TreatMissingData, state) =>
    expect(watched({ ...errors, TreatMissingData }).state()).toBe(state),
  );

  it('adds metrics', () => {
    const query = (id: string, MetricName: string) => ({
      Id: id,
      ReturnData: false,
      MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName, Dimensions }, Period: 60, Stat: 'Sum' },
    });
    const { put, state } = watched({
      ...errors,
      Threshold: 2,
      Metrics: [
        { Id: 'all', Expression: 'FILL(errors, 0) + FILL(throttles, 0)', ReturnData: true },
        query('errors', 'Errors'),
        query('throttles', 'Throttles'),
      ],
    });
    put(2);
    expect(state()).toBe('OK');
    put(1, 'Throttles');
    expect(state()).toBe('ALARM');
  });

  it.each([
    [{ Statistic: 'IQM' }, 'IQM'],
    [{ ComparisonOperator: 'GreaterThanUpperThreshold' }, 'GreaterThanUpperThreshold'],
    [{ Metrics: [{ Id: 'rate', Expression: 'RATE(a)' }] }, 'RATE'],
  ])('refuses what is not known here: %j', (properties, named) =>
    expect(() => metricAlarm({ ...errors, ...properties })).toThrow(named),
  );
});

describe('metric math', () => {
  const valueOf = (id: string) => ({ a: 1, b: 2 })[id];
  it.each([
    ['a + b', 3],
    ['a+1.5', 2.5],
    ['a + missing', undefined],
    ['a + FILL(missing, 4)', 5],
    ['FILL( b, 0 )', 2],
    ['b - a - 1', 0],
    ['1 - a / b * 4', -1],
    ['(b - a) / (a + b + 1)', 0.25],
    ['b / (a - 1)', undefined],
    ['a + b >= 3', 1],
    ['IF(a >= 2, 7, FILL(missing, 0) + b)', 2],
    ['IF(b >= 2, 1 - FILL(missing, 0) / b, 0)', 1],
    ['IF(missing >= 2, 1, 0)', undefined],
  ])('%s', (expression, value) => expect(metricMath(expression)(valueOf)).toBe(value));

  it.each(['RATE(a)', 'a +', 'a b', 'FILL(a)', '(a', 'a # b', ''])(
    'does not make something up of "%s"',
    (expression) => expect(() => metricMath(expression)).toThrow('does not know'),
  );
});
