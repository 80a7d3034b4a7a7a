import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '#libs/errors';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { transactionFailures } from './condition-failures.ts';

/** One write of a transaction. */
export type Write = NonNullable<
  ConstructorParameters<typeof TransactWriteCommand>[0]['TransactItems']
>[number];

// Writers of one record meet for a few milliseconds: five tries with their pauses take about a second at most.
const MAX_TRIES = 5;
const PAUSE_MILLISECONDS = 40;

/**
 * Writes all or nothing, again where another transaction was at the same records at that moment.
 * The SDK does not repeat a canceled transaction by itself.
 *
 * @param busyCode  such as `stock.busy`
 * @returns the places whose condition failed, none where all was written
 * @throws AppError unavailable, under `busyCode`, when others were quicker each time
 */
export async function transact(
  client: DynamoDBDocumentClient,
  busyCode: string,
  writes: Write[],
): Promise<number[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: writes }));
      return [];
    } catch (error) {
      const failures = transactionFailures(error);
      if (failures) return failures;
      if (!(error instanceof TransactionCanceledException)) throw error;
      if (attempt === MAX_TRIES)
        throw new AppError('unavailable', busyCode, { cause: error, retryAfterSeconds: 1 });
      await pause(Math.random() * PAUSE_MILLISECONDS * 2 ** attempt);
    }
  }
}
