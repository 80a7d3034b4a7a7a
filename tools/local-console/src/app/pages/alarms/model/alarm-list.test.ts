import { describe, expect, it } from '@jest/globals';
import {
  alarmQueries,
  compareAlarms,
  conditionText,
  filterAlarms,
  toListedAlarm,
  type DescribedAlarm,
} from './alarm-list.ts';

const described = (rest: Partial<DescribedAlarm>): DescribedAlarm => ({
  AlarmName: 'tradewind-orders-local-PlaceDashorderErrorsAlarm-0A1B2C3D4E5F',
  AlarmDescription:
    'place-order fails.\nOwner: @tradewind/orders\nSeverity: critical\nRunbook: https://x.example/runbooks/function-errors.md',
  StateValue: 'OK',
  StateReason: '',
  StateUpdatedTimestamp: '2030-01-01T00:00:00.000Z',
  ...rest,
});
const services = ['orders', 'checkout'];

describe('toListedAlarm', () => {
  it('reads service, title, owner, severity and runbook', () => {
    expect(toListedAlarm(described({}), services)).toMatchObject({
      service: 'orders',
      title: 'Place-orderErrors',
      kind: 'metric',
      summary: 'place-order fails.',
      owner: '@tradewind/orders',
      severity: 'critical',
      runbook: 'function-errors.md',
    });
    expect(toListedAlarm(described({ AlarmName: 'mine', AlarmRule: 'TRUE' }), services)).toMatchObject({
      service: '',
      title: 'mine',
      kind: 'composite',
    });
  });
});

describe('the list', () => {
  const list = [
    toListedAlarm(described({ AlarmName: 'tradewind-orders-local-a' }), services),
    toListedAlarm(described({ AlarmName: 'tradewind-checkout-local-b', AlarmRule: 'TRUE' }), services),
    toListedAlarm(described({ AlarmName: 'tradewind-checkout-local-c', StateValue: 'ALARM' }), services),
  ];
  const all = { state: 'all', severity: 'all', service: null, text: '' } as const;

  it('begins with what fires, then with what notifies', () => {
    expect(list.toSorted(compareAlarms).map(({ title }) => title)).toEqual(['c', 'b', 'a']);
  });

  it('filters by state, severity, service and text', () => {
    const titles = (filters: Parameters<typeof filterAlarms>[1]) =>
      filterAlarms(list, filters).map(({ title }) => title);
    expect(titles(all)).toEqual(['a', 'b', 'c']);
    expect(titles({ ...all, state: 'ALARM' })).toEqual(['c']);
    expect(titles({ ...all, service: 'orders' })).toEqual(['a']);
    expect(titles({ ...all, severity: 'warning' })).toEqual([]);
    expect(titles({ ...all, text: 'LOCAL-B' })).toEqual(['b']);
  });
});

describe('what an alarm evaluates', () => {
  const alarm = described({
    Namespace: 'AWS/Lambda',
    MetricName: 'Errors',
    Statistic: 'Sum',
    Period: 300,
    EvaluationPeriods: 3,
    DatapointsToAlarm: 2,
    Threshold: 0,
    ComparisonOperator: 'GreaterThanThreshold',
  });

  it('is written as a sentence', () => {
    expect(conditionText(alarm)).toBe('Errors (Sum) > 0 in 2 of 3 periods of 5 min');
  });

  it('becomes a query of metric data', () => {
    expect(alarmQueries(alarm)).toEqual([
      {
        Id: 'metric',
        Label: 'Errors (Sum)',
        MetricStat: {
          Metric: { Namespace: 'AWS/Lambda', MetricName: 'Errors', Dimensions: [] },
          Period: 300,
          Stat: 'Sum',
        },
      },
    ]);
    const Metrics = [{ Id: 'rate', Expression: 'a / b' }];
    expect(alarmQueries({ ...alarm, Metrics })).toBe(Metrics);
  });
});
