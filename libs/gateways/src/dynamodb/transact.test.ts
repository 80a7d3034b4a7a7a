import { describe, expect, it } from '@jest/globals';
import { AwsError, type DynamoDbClient } from '#libs/aws';
import { transact, transactOnce } from './transact.ts';

const canceled = (...codes: string[]) =>
  new AwsError(
    {
      name: 'TransactionCanceledException',
      message: 'canceled',
      fields: { CancellationReasons: codes.map((Code) => ({ Code })) },
    },
    { status: 400, requestId: undefined },
  );

/** A client that throws these errors, one per call, and then succeeds. */
function failing(...errors: Error[]) {
  let calls = 0;
  const transactWrite = async () => {
    const error = errors[calls++];
    if (error) throw error;
    return { $metadata: {} };
  };
  return { client: { transactWrite } as Partial<DynamoDbClient> as DynamoDbClient, calls: () => calls };
}

describe('transact', () => {
  it('retries after a conflict with another transaction', async () => {
    const { client, calls } = failing(
      canceled('None', 'TransactionConflict'),
      canceled('TransactionConflict'),
    );
    expect(await transact(client, 'stock.busy', [])).toEqual([]);
    expect(calls()).toBe(3);
  });

  it('throws unavailable after five conflicts', async () => {
    const conflicts = Array.from({ length: 5 }, () => canceled('TransactionConflict'));
    const { client, calls } = failing(...conflicts);
    await expect(transact(client, 'stock.busy', [])).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'stock.busy',
    });
    expect(calls()).toBe(5);
  });

  it('returns the indexes of failed conditions without a retry', async () => {
    const { client, calls } = failing(canceled('None', 'ConditionalCheckFailed', 'None'));
    expect(await transact(client, 'stock.busy', [])).toEqual([1]);
    expect(calls()).toBe(1);
  });

  it('rethrows unexpected errors', async () => {
    const { client } = failing(new TypeError('oops'));
    await expect(transact(client, 'stock.busy', [])).rejects.toThrow('oops');
  });
});

describe('transactOnce', () => {
  it('returns false when a condition failed or another transaction was in progress, without a retry', async () => {
    for (const code of ['ConditionalCheckFailed', 'TransactionConflict']) {
      const { client, calls } = failing(canceled('None', code));
      expect([await transactOnce(client, []), calls()]).toEqual([false, 1]);
    }
  });

  it('returns true when all items were written, and rethrows unexpected errors', async () => {
    expect(await transactOnce(failing().client, [])).toBe(true);
    await expect(transactOnce(failing(new Error('oops')).client, [])).rejects.toThrow('oops');
  });
});
