import { describe, expect, it } from '@jest/globals';
import { getWrittenTables } from './get-written-tables.ts';

const getTables = (operation: string, input: object) =>
  getWrittenTables(operation, Buffer.from(JSON.stringify(input)));

describe('getWrittenTables', () => {
  it('returns the table of a write, given by name or ARN', () => {
    expect(getTables('PutItem', { TableName: 'orders', Item: {} })).toEqual(['orders']);
    const arn = 'arn:aws:dynamodb:us-east-1:000000000000:table/orders';
    expect(getTables('DeleteItem', { TableName: arn, Key: {} })).toEqual(['orders']);
  });

  it('ignores an attribute named TableName', () => {
    expect(getTables('PutItem', { Item: { TableName: { S: 'x' } }, TableName: 'orders' })).toEqual([
      'orders',
    ]);
  });

  it('returns all tables of transactions and batches', () => {
    const TransactItems = [{ Put: { TableName: 'orders' } }, { Update: { TableName: 'stock' } }];
    expect(getTables('TransactWriteItems', { TransactItems })).toEqual(['orders', 'stock']);
    expect(getTables('BatchWriteItem', { RequestItems: { orders: [], stock: [] } })).toEqual([
      'orders',
      'stock',
    ]);
  });

  it('returns any for PartiQL statements and no table for reads', () => {
    expect(getTables('ExecuteStatement', { Statement: "DELETE FROM orders WHERE id='1'" })).toBe('any');
    expect(getTables('Query', { TableName: 'orders' })).toEqual([]);
  });
});
