import { describe, expect, it } from '@jest/globals';
import { inMemoryMetricRepository } from '../metrics/metric-repository.ts';
import { toMetricAlarm } from './metric-alarm.ts';
import { parseMetricMath } from './metric-math.ts';

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

/** An alarm with its metrics and a manual clock. */
function createAlarm(properties: Readonly<Record<string, unknown>>) {
  const clock = { at: 1_000_000 * MINUTE_MS, nowMs: () => clock.at };
  const repository = inMemoryMetricRepository({ clock });
  const alarm = toMetricAlarm(properties);
  for (const metric of alarm.metrics) repository.retain(metric, alarm.rangeSeconds);
  return {
    put: (value: number, name = 'Errors') =>
      repository.record({ namespace: 'AWS/Lambda', name, dimensions, value }),
    pass: (milliseconds: number) => (clock.at += milliseconds),
    state: () => alarm.evaluate(clock.at, repository, 'OK'),
  };
}

describe('toMetricAlarm', () => {
  it('is in ALARM while the statistic exceeds the threshold, and OK after the period', () => {
    const { put, pass, state } = createAlarm(errors);
    expect(state()).toBe('OK');
    put(0);
    expect(state()).toBe('OK');
    put(1);
    expect(state()).toBe('ALARM');
    pass(MINUTE_MS + 10_000);
    expect(state()).toBe('OK');
  });

  it('requires as many breaching datapoints as EvaluationPeriods', () => {
    const { put, pass, state } = createAlarm({ ...errors, EvaluationPeriods: 3 });
    put(1);
    pass(MINUTE_MS);
    put(1);
    pass(MINUTE_MS);
    expect(state()).toBe('OK');
    put(1);
    expect(state()).toBe('ALARM');
  });

  it('requires only DatapointsToAlarm breaching datapoints', () => {
    const { put, pass, state } = createAlarm({ ...errors, EvaluationPeriods: 3, DatapointsToAlarm: 2 });
    put(1);
    pass(2 * MINUTE_MS);
    put(1);
    expect(state()).toBe('ALARM');
  });

  it('evaluates percentiles', () => {
    const { Statistic: _, ...rest } = errors;
    const { put, state } = createAlarm({ ...rest, ExtendedStatistic: 'p99', Threshold: 3000 });
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
  ])('treats missing data as %s', (TreatMissingData, state) =>
    expect(createAlarm({ ...errors, TreatMissingData }).state()).toBe(state),
  );

  it('evaluates metric math', () => {
    const query = (id: string, MetricName: string) => ({
      Id: id,
      ReturnData: false,
      MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName, Dimensions }, Period: 60, Stat: 'Sum' },
    });
    const { put, state } = createAlarm({
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
  ])('rejects the unsupported property %j', (properties, named) =>
    expect(() => toMetricAlarm({ ...errors, ...properties })).toThrow(named),
  );
});

describe('parseMetricMath', () => {
  const getValue = (id: string) => ({ a: 1, b: 2 })[id];
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
  ])('%s', (expression, value) => expect(parseMetricMath(expression)(getValue)).toBe(value));

  it.each(['RATE(a)', 'a +', 'a b', 'FILL(a)', '(a', 'a # b', ''])('rejects "%s"', (expression) =>
    expect(() => parseMetricMath(expression)).toThrow('not supported locally'),
  );
});
