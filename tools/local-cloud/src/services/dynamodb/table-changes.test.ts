import { describe, expect, it } from '@jest/globals';
import { tableUpdates, type TableDescription } from './table-changes.ts';
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

describe('tableUpdates', () => {
  it('finds nothing to do for the same definition', () => {
    expect(tableUpdates(stored, wanted)).toEqual([]);
  });

  it('adds, removes and replaces indexes one at a time', () => {
    const globalIndexes = [index('byCustomer', 'customerId', 'KEYS_ONLY'), index('byStatus', 'status')];
    const changes = tableUpdates(stored, { ...wanted, globalIndexes }).map(
      (update) => update['GlobalSecondaryIndexUpdates'],
    );
    expect(changes).toEqual([
      [{ Delete: { IndexName: 'byCustomer' } }],
      [{ Create: globalIndexes[0] }],
      [{ Create: globalIndexes[1] }],
    ]);
  });

  it('ends a stream before it begins another', () => {
    expect(tableUpdates(stored, { ...wanted, streamViewType: 'NEW_AND_OLD_IMAGES' })).toEqual([
      { StreamSpecification: { StreamEnabled: false } },
      { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } },
    ]);
  });

  it.each<[string, Partial<TableDefinition>]>([
    ['another key', { keySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] }],
    ['another type of key', { attributeDefinitions: [{ AttributeName: 'orderId', AttributeType: 'N' }] }],
    ['another local index', { localIndexes: [index('byDate')] }],
  ])('refuses %s', (_name, change) => {
    expect(() => tableUpdates(stored, { ...wanted, ...change })).toThrow(/--fresh/);
  });
});
