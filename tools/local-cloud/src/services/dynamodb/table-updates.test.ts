import { describe, expect, it } from '@jest/globals';
import { planTableUpdates, type TableDescription } from './table-updates.ts';
import type { Index, TableDefinition } from './table-definition.ts';

const index = (IndexName: string, key = 'customerId', ProjectionType = 'ALL'): Index => ({
  IndexName,
  KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
  Projection: { ProjectionType },
});
const stored: TableDescription = {
  TableArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/orders',
  TableStatus: 'ACTIVE',
  KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'orderId', AttributeType: 'S' }],
  GlobalSecondaryIndexes: [index('byCustomer')],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
};
const wanted: TableDefinition = {
  tableName: 'orders',
  attributeDefinitions: stored.AttributeDefinitions,
  keySchema: stored.KeySchema,
  globalIndexes: [index('byCustomer')],
  localIndexes: [],
  streamViewType: 'NEW_IMAGE',
  timeToLiveAttribute: undefined,
  tags: [],
};

describe('planTableUpdates', () => {
  it('returns no updates for an unchanged definition', () => {
    expect(planTableUpdates(stored, wanted)).toEqual([]);
  });

  it('adds, deletes and replaces indexes one at a time', () => {
    const globalIndexes = [index('byCustomer', 'customerId', 'KEYS_ONLY'), index('byStatus', 'status')];
    const changes = planTableUpdates(stored, { ...wanted, globalIndexes }).map(
      (update) => update['GlobalSecondaryIndexUpdates'],
    );
    expect(changes).toEqual([
      [{ Delete: { IndexName: 'byCustomer' } }],
      [{ Create: globalIndexes[0] }],
      [{ Create: globalIndexes[1] }],
    ]);
  });

  it('disables a stream before it enables one with another view type', () => {
    expect(planTableUpdates(stored, { ...wanted, streamViewType: 'NEW_AND_OLD_IMAGES' })).toEqual([
      { StreamSpecification: { StreamEnabled: false } },
      { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } },
    ]);
  });

  it.each<[string, Partial<TableDefinition>]>([
    ['a changed key', { keySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] }],
    ['a changed key type', { attributeDefinitions: [{ AttributeName: 'orderId', AttributeType: 'N' }] }],
    ['a changed local secondary index', { localIndexes: [index('byDate')] }],
  ])('rejects %s', (_name, change) => {
    expect(() => planTableUpdates(stored, { ...wanted, ...change })).toThrow(/--fresh/);
  });
});
