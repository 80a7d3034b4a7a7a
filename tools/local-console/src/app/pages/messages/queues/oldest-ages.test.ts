import { describe, expect, it } from '@jest/globals';
import { readLatestValues, toAgeQuery } from './oldest-ages.ts';

describe('the age of the oldest message', () => {
  it('is asked for the last minutes, by queue', () => {
    expect(toAgeQuery(['jobs'], Date.parse('2030-01-01T12:00:00Z'))).toMatchObject({
      StartTime: { $date: '2030-01-01T11:55:00.000Z' },
      EndTime: { $date: '2030-01-01T12:00:00.000Z' },
      MetricDataQueries: [
        { Label: 'jobs', MetricStat: { Metric: { Dimensions: [{ Name: 'QueueName', Value: 'jobs' }] } } },
      ],
    });
  });

  it('is the newest value', () => {
    const results = [
      { Label: 'jobs', Values: [12, 5] },
      { Label: 'empty', Values: [] },
    ];
    expect([...readLatestValues(results)]).toEqual([['jobs', 12]]);
  });
});
