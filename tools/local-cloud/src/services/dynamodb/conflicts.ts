import type { CallInput } from '../../contract/api-calls/call-input.ts';
import type { AwsResponse } from '../../contract/aws-request.ts';
import { transactionConflict } from '../../contract/transaction-conflict.ts';
import { itemId, transactionItems, writtenItems, type KeyNames } from './called-items.ts';

/** Rejects calls that meet a transaction on the same item, which the engines never do. */
export interface Conflicts {
  /** @returns the rejection, or a function that ends the call */
  begin(operation: string, input: CallInput): AwsResponse | (() => void);
}

const SINGLE_WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem']);

/**
 * Knows the items of running transactions. A single write that meets a transaction, and a transaction that meets another
 * one, are rejected:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
export function createConflicts({ keyNames }: { readonly keyNames: KeyNames }): Conflicts {
  const inTransaction = new Set<string>();
  const isBusy = (id: string | undefined): boolean => id !== undefined && inTransaction.has(id);

  return {
    begin(operation, input) {
      if (SINGLE_WRITES.has(operation)) {
        const conflicts = writtenItems(operation, input, keyNames).map((item) => isBusy(itemId(item)));
        return conflicts.includes(true) ? transactionConflict(operation, conflicts) : () => {};
      }
      if (operation !== 'TransactWriteItems' && operation !== 'TransactGetItems') return () => {};
      const ids = transactionItems(input, keyNames).map((item) => item && itemId(item));
      const conflicts = ids.map(isBusy);
      if (conflicts.includes(true)) return transactionConflict(operation, conflicts);
      if (operation === 'TransactGetItems') return () => {};
      for (const id of ids) if (id !== undefined) inTransaction.add(id);
      return () => {
        for (const id of ids) if (id !== undefined) inTransaction.delete(id);
      };
    },
  };
}
