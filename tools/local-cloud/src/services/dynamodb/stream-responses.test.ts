import { expect, it } from '@jest/globals';
import type { AwsResponse } from '../../contract/aws-request.ts';
import { createStreamResponses } from './stream-responses.ts';

const streamArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/seats/stream/1';
const nothingExpired = { add: () => {}, has: () => false, close: () => {} };
const response = (body: object): AwsResponse => ({ status: 200, headers: {}, body: JSON.stringify(body) });
const record = (SequenceNumber: string, images: object = { NewImage: { n: { N: '1' } } }) => ({
  eventID: '1',
  eventName: 'MODIFY',
  dynamodb: { SequenceNumber, Keys: {}, ApproximateCreationDateTime: 0, ...images },
});

it('returns the same event ID for each read of a record, and omits records without a change', () => {
  const responses = createStreamResponses({ expiredItems: nothingExpired });
  const call = (operation: string, input: object, output: object) =>
    JSON.parse(
      String(responses.convert(operation, Buffer.from(JSON.stringify(input)), response(output)).body),
    ) as {
      Records: { eventID: string }[];
    };
  const unchanged = { NewImage: { n: { N: '1' } }, OldImage: { n: { N: '1' } } };

  call('GetShardIterator', { StreamArn: streamArn, ShardId: 's' }, { ShardIterator: 'first' });
  const page = { Records: [record('1'), record('2', unchanged)], NextShardIterator: 'second' };
  const [first, ...others] = call('GetRecords', { ShardIterator: 'first' }, page).Records;
  expect(others).toEqual([]);
  const [next] = call('GetRecords', { ShardIterator: 'second' }, { Records: [record('3')] }).Records;
  expect(first?.eventID).toMatch(/^[0-9a-f]{32}$/);
  expect(next?.eventID).not.toBe(first?.eventID);
  expect(call('GetRecords', { ShardIterator: 'first' }, page).Records[0]).toEqual(first);
});
