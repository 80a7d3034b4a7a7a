import type { CallInput } from '../../contract/api-calls/call-input.ts';
import type { AwsResponse } from '../../contract/aws-request.ts';
import type { Faults } from '../../contract/faults.ts';
import type { KeyNames } from './called-items.ts';
import { createConflicts } from './conflicts.ts';
import type { DynamoDbClient } from './dynamodb-client.ts';
import { createStaleReads } from './stale-reads.ts';

/** Performs a call on items as DynamoDB does it and the engine does not: with conflicts and stale reads. */
export type BehavingItems = (
  operation: string,
  input: CallInput,
  forward: () => Promise<AwsResponse>,
) => Promise<AwsResponse>;

interface Dependencies {
  readonly faults: Pick<Faults, 'behaviors' | 'random'>;
  readonly client: Pick<DynamoDbClient, 'send'>;
  readonly keyNames: KeyNames;
}

/** Applies the behaviors that are switched on. */
export function createBehavingItems({ faults, client, keyNames }: Dependencies): BehavingItems {
  const conflicts = createConflicts({ keyNames });
  const stale = createStaleReads({ client, keyNames });
  return async (operation, input, forward) => {
    const { transactionConflicts, staleReads } = faults.behaviors();
    if (!transactionConflicts && staleReads === 0) return forward();
    const begun = transactionConflicts ? conflicts.begin(operation, input) : () => {};
    if (typeof begun !== 'function') return begun;
    try {
      if (staleReads > 0) await stale.beforeWrite(operation, input);
      const response = await forward();
      if (staleReads === 0 || faults.random(`stale ${operation}`) >= staleReads) return response;
      return stale.toStale(operation, input, response);
    } finally {
      begun();
    }
  };
}
