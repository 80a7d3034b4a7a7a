import { describe, expect, it } from '@jest/globals';
import { array, assert, constantFrom, property, tuple } from 'fast-check';
import { createConflicts } from './conflicts.ts';

const create = () => createConflicts({ keyNames: (table) => (table === 'items' ? ['id'] : undefined) });
const item = (id: string) => ({ id: { S: id }, other: { S: 'x' } });
const put = (id: string) => ({ TableName: 'items', Item: item(id) });
const transaction = (...ids: string[]) => ({
  TransactItems: ids.map((id) => ({ Update: { TableName: 'items', Key: { id: { S: id } } } })),
});
const reasons = (response: unknown): readonly string[] =>
  (
    JSON.parse((response as { body: string }).body) as { CancellationReasons: readonly { Code: string }[] }
  ).CancellationReasons.map(({ Code }) => Code);

describe('transactions in progress', () => {
  it('reject a write of one of their items, and no other write', () => {
    const conflicts = create();
    conflicts.begin('TransactWriteItems', transaction('a', 'b'));
    for (const operation of ['PutItem', 'UpdateItem', 'DeleteItem'])
      expect(conflicts.begin(operation, put('b'))).toMatchObject({
        body: expect.stringContaining('TransactionConflictException'),
      });
    expect(conflicts.begin('PutItem', put('c'))).toBeInstanceOf(Function);
    expect(conflicts.begin('GetItem', { TableName: 'items', Key: { id: { S: 'b' } } })).toBeInstanceOf(
      Function,
    );
  });

  it('reject another transaction, and name the items that conflict', () => {
    const conflicts = create();
    conflicts.begin('TransactWriteItems', transaction('a', 'b'));
    expect(reasons(conflicts.begin('TransactWriteItems', transaction('c', 'b')))).toEqual([
      'None',
      'TransactionConflict',
    ]);
    expect(reasons(conflicts.begin('TransactGetItems', transaction('a')))).toEqual(['TransactionConflict']);
  });

  it('hold their items until they end, and hold none if they are rejected', () => {
    const ids = constantFrom('a', 'b', 'c', 'd');
    assert(
      property(array(tuple(ids, ids), { maxLength: 12 }), (transactions) => {
        const conflicts = create();
        const held = new Set<string>();
        const ends: (() => void)[] = [];
        for (const [one, other] of transactions) {
          const begun = conflicts.begin('TransactWriteItems', transaction(one, other));
          const isFree = !held.has(one) && !held.has(other);
          expect(typeof begun === 'function').toBe(isFree);
          if (typeof begun !== 'function') continue;
          held.add(one).add(other);
          ends.push(begun);
        }
        for (const end of ends) end();
        expect(conflicts.begin('TransactWriteItems', transaction('a', 'b', 'c', 'd'))).toBeInstanceOf(
          Function,
        );
      }),
    );
  });

  it('do not concern tables that no template declares', () => {
    const conflicts = create();
    const other = { TransactItems: [{ Put: { TableName: 'unknown', Item: item('a') } }] };
    conflicts.begin('TransactWriteItems', other);
    expect(conflicts.begin('TransactWriteItems', other)).toBeInstanceOf(Function);
  });
});
