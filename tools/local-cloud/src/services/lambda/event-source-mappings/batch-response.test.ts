import { describe, expect, it } from '@jest/globals';
import { failedItems } from './batch-response.ts';

const known = new Set(['a', 'b']);

describe('failedItems', () => {
  it.each(['', 'null', '{}', '{"batchItemFailures":null}', '{"batchItemFailures":[]}'])(
    'takes %j for success',
    (payload) => {
      expect(failedItems(payload, known)).toEqual([]);
    },
  );

  it('names the failed items', () => {
    expect(failedItems('{"batchItemFailures":[{"itemIdentifier":"b"}]}', known)).toEqual(['b']);
  });

  it.each([
    '{"batchItemFailures":"b"}',
    '{"batchItemFailures":[{"itemIdentifier":""}]}',
    '{"batchItemFailures":[{"itemIdentifier":null}]}',
    '{"batchItemFailures":[{"id":"b"}]}',
    '{"batchItemFailures":[{"itemIdentifier":"unknown"}]}',
  ])('takes %s for the failure of all', (payload) => {
    expect(failedItems(payload, known)).toBeUndefined();
  });
});
