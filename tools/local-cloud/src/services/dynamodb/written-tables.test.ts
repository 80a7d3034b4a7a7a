import { describe, expect, it } from '@jest/globals';
import { writtenTables } from './written-tables.ts';

const written = (operation: string, input: object) =>
  writtenTables(operation, Buffer.from(JSON.stringify(input)));

describe('writtenTables', () => {
  it('finds the table of a write, also where it is given as an ARN', () => {
    expect(written('PutItem', { TableName: 'orders', Item: {} })).toEqual(['orders']);
    const arn = 'arn:aws:dynamodb:us-east-1:000000000000:table/orders';
    expect(written('DeleteItem', { TableName: arn, Key: {} })).toEqual(['orders']);
  });

  it('does not take an attribute for the table', () => {
    expect(written('PutItem', { Item: { TableName: { S: 'x' } }, TableName: 'orders' })).toEqual(['orders']);
  });

  it('finds all tables of transactions and batches', () => {
    const TransactItems = [{ Put: { TableName: 'orders' } }, { Update: { TableName: 'stock' } }];
    expect(written('TransactWriteItems', { TransactItems })).toEqual(['orders', 'stock']);
    expect(written('BatchWriteItem', { RequestItems: { orders: [], stock: [] } })).toEqual([
      'orders',
      'stock',
    ]);
  });

  it('takes a statement for a write to any table, and a read for none', () => {
    expect(written('ExecuteStatement', { Statement: "DELETE FROM orders WHERE id='1'" })).toBe('any');
    expect(written('Query', { TableName: 'orders' })).toEqual([]);
  });
});
