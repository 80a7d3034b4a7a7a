import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { embeddedMetrics } from './embedded-metrics.ts';
import { createLogLines, type SeenLine } from './log-lines.ts';
import { metricFilter } from './metric-filters.ts';
import type { MetricDatum } from './metric.ts';
import { createMetricStore } from './metric-store.ts';
import { statisticNamed } from './statistic.ts';

const orders = { namespace: 'tradewind/local', name: 'OrderPlaced', dimensions: { service: 'orders' } };

describe('a line in the embedded metric format', () => {
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

  it('is every value, once for each set of dimensions', () =>
    expect(embeddedMetrics(line)).toEqual([
      { ...orders, value: 1 },
      { ...orders, value: 2 },
      { ...orders, dimensions: { service: 'orders', currency: 'EUR' }, value: 1 },
      { ...orders, dimensions: { service: 'orders', currency: 'EUR' }, value: 2 },
    ]));

  it('is nothing in another line', () => expect(embeddedMetrics({ event: 'order.placed' })).toEqual([]));
});

describe('the metrics that are kept', () => {
  const clock = { at: 0, nowMs: () => clock.at };

  it('sum up to the same whatever the span is cut into', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 59_999 }), fc.integer()), { minLength: 1 }),
        (given) => {
          const store = createMetricStore({ clock });
          store.watch(orders, 60);
          for (const [atMs, value] of given.toSorted(([left], [right]) => left - right)) {
            clock.at = atMs;
            store.record({ ...orders, value });
          }
          const whole = store.statistics(orders, 0, 60_000)!;
          const halves = [store.statistics(orders, 0, 30_000), store.statistics(orders, 30_000, 60_000)];
          expect(halves.reduce((sum, half) => sum + (half?.count ?? 0), 0)).toBe(given.length);
          expect(whole.sum).toBe(given.reduce((sum, [, value]) => sum + value, 0));
          expect(whole.maximum).toBe(Math.max(...given.map(([, value]) => value)));
        },
      ),
    ));

  it('are those that somebody watches', () => {
    const store = createMetricStore({ clock });
    store.record({ ...orders, value: 1 });
    store.watch(orders, 60);
    expect(store.statistics(orders, 0, 1e9)).toBeUndefined();
  });

  it('go when nobody asks for them any more', () => {
    const store = createMetricStore({ clock });
    store.watch(orders, 60);
    clock.at = 0;
    store.record({ ...orders, value: 1 });
    clock.at = 80_000;
    store.record({ ...orders, value: 1 });
    expect(store.statistics(orders, 0, 1e9)?.count).toBe(1);
  });

  it('have statistics, percentiles among them', () => {
    const of = { count: 4, sum: 10, minimum: 1, maximum: 4, values: [4, 1, 3, 2] };
    expect(
      ['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount', 'p50', 'p99', 'p100'].map((name) =>
        statisticNamed(name)(of),
      ),
    ).toEqual([10, 2.5, 1, 4, 4, 2, 4, 4]);
    expect(() => statisticNamed('tm90')).toThrow('tm90');
  });
});

describe('metric filters', () => {
  const recorded: MetricDatum[] = [];
  const seen: SeenLine[] = [];
  const lines = createLogLines({
    record: (datum) => recorded.push(datum),
    onLine: (line) => seen.push(line),
  });
  const transformation = { MetricNamespace: 'tradewind/local', MetricName: 'payments/Declined' };
  const declare = (properties: object) =>
    lines.declare(
      metricFilter('declined', {
        LogGroupName: '/aws/lambda/pay',
        FilterPattern: '{ $.event = "payment.declined" }',
        ...properties,
      }),
    );
  const read = (entry: object) => {
    recorded.length = 0;
    lines.read('pay', JSON.stringify(entry));
    return recorded.map(({ value }) => value);
  };

  it('count the lines of their log group that match', () => {
    declare({ MetricTransformations: [{ ...transformation, MetricValue: '1', DefaultValue: 0 }] });
    expect(read({ event: 'payment.declined' })).toEqual([1]);
    expect(seen.at(-1)).toMatchObject({ logGroup: '/aws/lambda/pay', matched: ['declined'] });
    expect(read({ event: 'payment.captured' })).toEqual([0]);
    expect(seen.at(-1)?.matched).toEqual([]);
  });

  it('count a value of the line', () => {
    declare({
      MetricTransformations: [
        { ...transformation, MetricValue: '$.amount', Dimensions: [{ Key: 'code', Value: '$.code' }] },
      ],
    });
    expect(read({ event: 'payment.declined', amount: 12, code: 'lost' })).toEqual([12]);
    expect(recorded[0]?.dimensions).toEqual({ code: 'lost' });
    expect(read({ event: 'payment.declined', amount: 'much' })).toEqual([]);
  });

  it('count the lines of a task in the log group that it names', () => {
    declare({ LogGroupName: '/ecs/jobs', MetricTransformations: [transformation] });
    recorded.length = 0;
    lines.read('jobs/job', JSON.stringify({ event: 'payment.declined' }), '/ecs/jobs');
    expect(recorded).toMatchObject([{ name: 'payments/Declined', value: 1 }]);
    lines.remove('declined');
  });

  it('count nothing once they are gone, nor of what is no JSON', () => {
    lines.read('pay', 'payment.declined');
    lines.remove('declined');
    expect(read({ event: 'payment.declined', amount: 12 })).toEqual([]);
  });
});
