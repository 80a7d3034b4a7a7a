import { describe, expect, it } from '@jest/globals';
import type { StreamRecord } from '../../contract/table-streams.ts';
import { createWriteCauses } from './write-causes.ts';

const streamArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/1';
const key = (id: string) => ({ orderId: { S: id } });

let sequence = 0;
const record = (id: string): StreamRecord => ({
  eventID: `${(sequence += 1)}`,
  eventName: 'MODIFY',
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: 'us-east-1',
  dynamodb: {
    ApproximateCreationDateTime: 0,
    Keys: key(id),
    SequenceNumber: `${sequence}`,
    SizeBytes: 1,
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  },
});

const put = (id: string) => ({ TableName: 'orders', Item: { ...key(id), status: { S: 'placed' } } });

describe('createWriteCauses', () => {
  it('matches records to writes by table, key and order', () => {
    const causes = createWriteCauses();
    causes.note('PutItem', put('a'), 'first');
    causes.note('UpdateItem', { TableName: streamArn.replace('/stream/1', ''), Key: key('a') }, 'second');
    causes.note('PutItem', put('b'), 'other key');
    causes.note('PutItem', { ...put('b'), TableName: 'stock' }, 'other table');
    expect(['b', 'a', 'a', 'b'].map((id) => causes.take(streamArn, record(id)))).toEqual([
      'other key',
      'first',
      'second',
      undefined,
    ]);
  });

  it('finds all writes of transactions and batches', () => {
    const causes = createWriteCauses();
    const TransactItems = [
      { Put: put('a') },
      { ConditionCheck: { TableName: 'orders', Key: key('x') } },
      { Delete: { TableName: 'orders', Key: key('b') } },
    ];
    causes.note('TransactWriteItems', { TransactItems }, 'transaction');
    const RequestItems = {
      orders: [{ PutRequest: { Item: key('c') } }, { DeleteRequest: { Key: key('d') } }],
    };
    causes.note('BatchWriteItem', { RequestItems }, 'batch');
    expect(['a', 'b', 'c', 'd', 'x'].map((id) => causes.take(streamArn, record(id)))).toEqual([
      'transaction',
      'transaction',
      'batch',
      'batch',
      undefined,
    ]);
  });

  it('returns the same for every reader of a stream', () => {
    const causes = createWriteCauses();
    causes.note('PutItem', put('a'), 'first');
    const same = record('a');
    expect([causes.take(streamArn, same), causes.take(streamArn, same)]).toEqual(['first', 'first']);
  });

  it('forgets the writes of a call that failed', () => {
    const causes = createWriteCauses();
    causes.note('PutItem', put('a'), 'failed')();
    causes.note('PutItem', put('a'), 'succeeded');
    expect(causes.take(streamArn, record('a'))).toBe('succeeded');
  });
});
