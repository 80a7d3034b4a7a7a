import { AppError } from '#libs/errors';
import { surroundings } from '#libs/surroundings';
import type { DynamoDbClient } from '#libs/aws';
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { isTransactionCanceled, transactionFailures } from './condition-failures.ts';

/** One item of a transaction. */
export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

// Transactions on one record conflict for a few milliseconds: five attempts with their pauses take about a second at most.
const MAX_ATTEMPTS = 5;
const BASE_PAUSE_MILLISECONDS = 40;

/**
 * Writes all items or none, and retries conflicts with other transactions: the client does not retry a canceled transaction.
 *
 * @param busyCode  the code of the error after repeated conflicts, such as `stock.busy`
 * @returns the indexes of the items that failed their condition; empty when all items were written
 * @throws AppError unavailable `busyCode` after five conflicts
 */
export async function transact(client: DynamoDbClient, busyCode: string, writes: Write[]): Promise<number[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.transactWrite({ TransactItems: writes });
      return [];
    } catch (error) {
      const failures = transactionFailures(error);
      if (failures) return failures;
      if (!isTransactionCanceled(error)) throw error;
      if (attempt === MAX_ATTEMPTS)
        throw new AppError('unavailable', busyCode, { cause: error, retryAfterSeconds: 1 });
      const { pause, random } = surroundings();
      await pause(random() * BASE_PAUSE_MILLISECONDS * 2 ** attempt);
    }
  }
}

/**
 * Writes all items or none, without retries: for a write that another request makes superfluous when it fails.
 *
 * @returns false when an item failed its condition or another transaction was in progress; nothing was written
 */
export async function transactOnce(client: DynamoDbClient, writes: Write[]): Promise<boolean> {
  try {
    await client.transactWrite({ TransactItems: writes });
    return true;
  } catch (error) {
    if (isTransactionCanceled(error)) return false;
    throw error;
  }
}
