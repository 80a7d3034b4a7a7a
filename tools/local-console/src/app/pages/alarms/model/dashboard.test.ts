import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { alignSeries, singleValue, widgetQueries, type Widget } from './dashboard.ts';

const widget = (properties: Widget['properties']): Widget => ({ type: 'metric', properties });
const placed = ['tradewind/local', 'OrderPlaced', 'service', 'orders'];

describe('widgetQueries', () => {
  it('reads metrics with the options of the widget or their own', () => {
    const metrics = [
      [...placed, { label: 'placed', id: 'placed', visible: false }],
      ['.', 'OrderRejected', '.', '.', { stat: 'p99', period: 60 }],
      ['...', 'checkout'],
    ];
    expect(widgetQueries(widget({ stat: 'Sum', period: 300, metrics }))).toEqual([
      {
        Id: 'placed',
        Label: 'placed',
        ReturnData: false,
        MetricStat: {
          Metric: {
            Namespace: 'tradewind/local',
            MetricName: 'OrderPlaced',
            Dimensions: [{ Name: 'service', Value: 'orders' }],
          },
          Period: 300,
          Stat: 'Sum',
        },
      },
      {
        Id: 'm2',
        MetricStat: {
          Metric: {
            Namespace: 'tradewind/local',
            MetricName: 'OrderRejected',
            Dimensions: [{ Name: 'service', Value: 'orders' }],
          },
          Period: 60,
          Stat: 'p99',
        },
      },
      {
        Id: 'm3',
        MetricStat: {
          Metric: {
            Namespace: 'tradewind/local',
            MetricName: 'OrderRejected',
            Dimensions: [{ Name: 'service', Value: 'checkout' }],
          },
          Period: 300,
          Stat: 'Sum',
        },
      },
    ]);
  });

  it('replaces the periods of metrics and searches', () => {
    const expression = `SEARCH('{AWS/SQS,QueueName} a', 'Sum', 300)`;
    const queries = widgetQueries(widget({ metrics: [placed, [{ expression, id: 'e1' }]] }), 10);
    expect(queries.map(({ MetricStat, Expression }) => MetricStat?.Period ?? Expression)).toEqual([
      10,
      `SEARCH('{AWS/SQS,QueueName} a', 'Sum', 10)`,
    ]);
  });
});

describe('alignSeries', () => {
  it('keeps every value at its time, and all times in order', () => {
    const series = fc.dictionary(fc.nat(100).map(String), fc.integer()).map((values) => ({
      Timestamps: Object.keys(values).map((second) => new Date(Number(second) * 1000).toISOString()),
      Values: Object.values(values),
    }));
    fc.assert(
      fc.property(fc.array(series), (results) => {
        const [times, ...columns] = alignSeries(results);
        expect(times).toEqual([...new Set(times)].toSorted((one, other) => one - other));
        for (const [index, { Timestamps, Values }] of results.entries())
          for (const [position, timestamp] of Timestamps.entries())
            expect(columns[index]?.[times.indexOf(Date.parse(timestamp) / 1000)]).toBe(Values[position]);
      }),
    );
  });
});

describe('singleValue', () => {
  it('adds counts and takes the last of other statistics', () => {
    expect([singleValue('Sum', [1, 2]), singleValue('p99', [1, 2]), singleValue('Sum', [])]).toEqual([
      3,
      2,
      undefined,
    ]);
  });
});
