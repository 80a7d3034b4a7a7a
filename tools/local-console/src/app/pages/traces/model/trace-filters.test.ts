import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseFilters, toQueryString, withFilter } from './trace-filters.ts';

describe('parseFilters', () => {
  it('reads a status that the router took for a number', () => {
    expect(parseFilters({ status: 409, minimumMillis: '250' })).toEqual({
      status: '409',
      minimumMillis: 250,
    });
  });

  it('leaves out what is empty, unknown or no duration', () => {
    expect(parseFilters({ text: '  ', tab: 'logs', minimumMillis: 'slow' })).toEqual({});
  });

  it('reads back what the URL of any filters says', () => {
    const values = fc.dictionary(
      fc.constantFrom('text', 'route', 'status', 'minimumMillis', 'customerId', 'orderId', 'correlationId'),
      fc.oneof(fc.string(), fc.integer(), fc.constant(undefined)),
    );
    fc.assert(
      fc.property(values, (search) => {
        const filters = parseFilters(search);
        const query = new URLSearchParams(toQueryString(filters));
        expect(parseFilters(Object.fromEntries(query))).toEqual(filters);
      }),
    );
  });
});

describe('withFilter', () => {
  it('removes a filter that was emptied', () => {
    expect(withFilter({ text: 'mug', status: '409' }, { text: '' })).toEqual({ status: '409' });
  });
});
