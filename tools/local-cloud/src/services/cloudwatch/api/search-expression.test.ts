import { describe, expect, it } from '@jest/globals';
import { parseSearch } from './search-expression.ts';

const errors = {
  namespace: 'AWS/Lambda',
  name: 'Errors',
  dimensions: { FunctionName: 'tradewind-orders-local-place-order' },
};
const value = {
  namespace: 'tradewind/local',
  name: 'OrderValue',
  dimensions: { service: 'orders', currency: 'EUR' },
};

describe('parseSearch', () => {
  it('matches schema, words and metric name', () => {
    const { statistic, periodSeconds, isSummed, matches } = parseSearch(
      `SEARCH('{AWS/Lambda,FunctionName} "tradewind-orders-local" MetricName="Errors"', 'Sum', 300)`,
    );
    expect({ statistic, periodSeconds, isSummed }).toEqual({
      statistic: 'Sum',
      periodSeconds: 300,
      isSummed: false,
    });
    expect(matches(errors)).toBe(true);
    expect(matches({ ...errors, name: 'Duration' })).toBe(false);
    expect(matches({ ...errors, dimensions: { ...errors.dimensions, Resource: 'a' } })).toBe(false);
    expect(matches({ ...errors, dimensions: { FunctionName: 'tradewind-orders-localhost' } })).toBe(false);
  });

  it('matches a quoted namespace and the value of a dimension', () => {
    const { matches, isSummed } = parseSearch(
      `SUM(SEARCH('{"tradewind/local",currency,service} service="orders" MetricName="OrderValue"', 'Sum', 300))`,
    );
    expect(isSummed).toBe(true);
    expect(matches(value)).toBe(true);
    expect(matches({ ...value, dimensions: { service: 'payments', currency: 'EUR' } })).toBe(false);
  });

  it.each([
    `SEARCH('{AWS/SQS} a OR b', 'Sum', 300)`,
    `SEARCH('AWS/SQS', 'Sum')`,
    `AVG(SEARCH('{a} b', 'Sum'))`,
  ])('rejects %s', (expression) => expect(() => parseSearch(expression)).toThrow('not supported locally'));
});
