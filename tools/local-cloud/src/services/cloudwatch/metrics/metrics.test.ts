import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { embeddedMetrics } from './embedded-metrics.ts';
import { createLogMetrics, type LogEvent } from './log-metrics.ts';
import { toMetricFilter } from './metric-filters.ts';
import type { MetricDatum } from './metric.ts';
import { inMemoryMetricRepository } from './metric-repository.ts';
import { getStatistic } from './statistic.ts';

const orders = { namespace: 'tradewind/local', name: 'OrderPlaced', dimensions: { service: 'orders' } };

describe('embeddedMetrics', () => {
  const line = {
    _aws: {
      Timestamp: 1,
      CloudWatchMetrics: [
        {
          Namespace: 'tradewind/local',
          Dimensions: [['service'], ['service', 'currency']],
          Metrics: [{ Name: 'OrderPlaced', Unit: 'Count' }],
        },
      ],
    },
    service: 'orders',
    currency: 'EUR',
    OrderPlaced: [1, 2],
  };

  it('returns each value once per dimension set', () =>
    expect(embeddedMetrics(line)).toEqual([
      { ...orders, value: 1 },
      { ...orders, value: 2 },
      { ...orders, dimensions: { service: 'orders', currency: 'EUR' }, value: 1 },
      { ...orders, dimensions: { service: 'orders', currency: 'EUR' }, value: 2 },
    ]));

  it('returns nothing for other log lines', () =>
    expect(embeddedMetrics({ event: 'order.placed' })).toEqual([]));
});

describe('inMemoryMetricRepository', () => {
  const clock = { at: 0, nowMs: () => clock.at };

  it('returns the same statistics for a period and its halves', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 59_999 }), fc.integer()), { minLength: 1 }),
        (given) => {
          const repository = inMemoryMetricRepository({ clock });
          repository.retain(orders, 60);
          for (const [atMs, value] of given.toSorted(([left], [right]) => left - right)) {
            clock.at = atMs;
            repository.record({ ...orders, value });
          }
          const whole = repository.statistics(orders, 0, 60_000)!;
          const halves = [
            repository.statistics(orders, 0, 30_000),
            repository.statistics(orders, 30_000, 60_000),
          ];
          expect(halves.reduce((sum, half) => sum + (half?.count ?? 0), 0)).toBe(given.length);
          expect(whole.sum).toBe(given.reduce((sum, [, value]) => sum + value, 0));
          expect(whole.maximum).toBe(Math.max(...given.map(([, value]) => value)));
        },
      ),
    ));

  it('drops metrics without retention', () => {
    const repository = inMemoryMetricRepository({ clock });
    repository.record({ ...orders, value: 1 });
    repository.retain(orders, 60);
    expect(repository.statistics(orders, 0, 1e9)).toBeUndefined();
  });

  it('deletes values after the retention time', () => {
    const repository = inMemoryMetricRepository({ clock });
    repository.retain(orders, 60);
    clock.at = 0;
    repository.record({ ...orders, value: 1 });
    clock.at = 80_000;
    repository.record({ ...orders, value: 1 });
    expect(repository.statistics(orders, 0, 1e9)?.count).toBe(1);
  });

  it('calculates statistics and percentiles', () => {
    const of = { count: 4, sum: 10, minimum: 1, maximum: 4, values: [4, 1, 3, 2] };
    expect(
      ['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount', 'p50', 'p99', 'p100'].map((name) =>
        getStatistic(name)(of),
      ),
    ).toEqual([10, 2.5, 1, 4, 4, 2, 4, 4]);
    expect(() => getStatistic('tm90')).toThrow('tm90');
  });
});

describe('metric filters', () => {
  const recorded: MetricDatum[] = [];
  const seen: LogEvent[] = [];
  const lines = createLogMetrics({
    record: (datum) => recorded.push(datum),
    onLogEvent: (event) => seen.push(event),
  });
  const transformation = { MetricNamespace: 'tradewind/local', MetricName: 'payments/Declined' };
  const declare = (properties: object) =>
    lines.putMetricFilter(
      toMetricFilter('declined', {
        LogGroupName: '/aws/lambda/pay',
        FilterPattern: '{ $.event = "payment.declined" }',
        ...properties,
      }),
    );
  const read = (entry: object) => {
    recorded.length = 0;
    lines.process('pay', JSON.stringify(entry));
    return recorded.map(({ value }) => value);
  };

  it('counts the matching lines of the log group', () => {
    declare({ MetricTransformations: [{ ...transformation, MetricValue: '1', DefaultValue: 0 }] });
    expect(read({ event: 'payment.declined' })).toEqual([1]);
    expect(seen.at(-1)).toMatchObject({ logGroup: '/aws/lambda/pay', matched: ['declined'] });
    expect(read({ event: 'payment.captured' })).toEqual([0]);
    expect(seen.at(-1)?.matched).toEqual([]);
  });

  it('records a value of the line', () => {
    declare({
      MetricTransformations: [
        { ...transformation, MetricValue: '$.amount', Dimensions: [{ Key: 'code', Value: '$.code' }] },
      ],
    });
    expect(read({ event: 'payment.declined', amount: 12, code: 'lost' })).toEqual([12]);
    expect(recorded[0]?.dimensions).toEqual({ code: 'lost' });
    expect(read({ event: 'payment.declined', amount: 'twelve' })).toEqual([]);
  });

  it('counts the lines of a task in its log group', () => {
    declare({ LogGroupName: '/ecs/jobs', MetricTransformations: [transformation] });
    recorded.length = 0;
    lines.process('jobs/job', JSON.stringify({ event: 'payment.declined' }), '/ecs/jobs');
    expect(recorded).toMatchObject([{ name: 'payments/Declined', value: 1 }]);
    lines.deleteMetricFilter('declined');
  });

  it('counts nothing after deletion or for lines that are not JSON', () => {
    lines.process('pay', 'payment.declined');
    lines.deleteMetricFilter('declined');
    expect(read({ event: 'payment.declined', amount: 12 })).toEqual([]);
  });
});
