import { expect, it } from '@jest/globals';
import type { AwsResponse } from '../../contract/aws-request.ts';
import { createStreamReads } from './stream-reads.ts';

const streamArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/seats/stream/1';
const nothingExpired = { add: () => {}, has: () => false, close: () => {} };
const answer = (body: object): AwsResponse => ({ status: 200, headers: {}, body: JSON.stringify(body) });
const record = (SequenceNumber: string, images: object = { NewImage: { n: { N: '1' } } }) => ({
  eventID: '1',
  eventName: 'MODIFY',
  dynamodb: { SequenceNumber, Keys: {}, ApproximateCreationDateTime: 0, ...images },
});

it('one change has one event id, whoever reads it and however often, and no change is none', () => {
  const reads = createStreamReads({ expiredItems: nothingExpired });
  const call = (operation: string, input: object, output: object) =>
    JSON.parse(String(reads.told(operation, Buffer.from(JSON.stringify(input)), answer(output)).body)) as {
      Records: { eventID: string }[];
    };
  const same = { NewImage: { n: { N: '1' } }, OldImage: { n: { N: '1' } } };

  call('GetShardIterator', { StreamArn: streamArn, ShardId: 's' }, { ShardIterator: 'first' });
  const page = { Records: [record('1'), record('2', same)], NextShardIterator: 'second' };
  const [first, ...others] = call('GetRecords', { ShardIterator: 'first' }, page).Records;
  expect(others).toEqual([]);
  const [next] = call('GetRecords', { ShardIterator: 'second' }, { Records: [record('3')] }).Records;
  expect(first?.eventID).toMatch(/^[0-9a-f]{32}$/);
  expect(next?.eventID).not.toBe(first?.eventID);
  expect(call('GetRecords', { ShardIterator: 'first' }, page).Records[0]).toEqual(first);
});
