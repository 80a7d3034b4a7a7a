import { AppError } from '#libs/errors';
import { transactionFailures } from '#libs/gateways';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { setTimeout as pause } from 'node:timers/promises';

export type Write = NonNullable<
  ConstructorParameters<typeof TransactWriteCommand>[0]['TransactItems']
>[number];

// Purchases with the same code meet at its counter, and a conflict lasts a few milliseconds:
// five tries with their pauses take about a second at most.
const MAX_TRIES = 5;
const PAUSE_MILLISECONDS = 40;

/**
 * Writes all or nothing, again where another transaction was at the same records at that moment.
 *
 * @returns the places whose condition failed, none where all was written
 * @throws AppError unavailable `checkout.busy` when others were quicker each time
 */
export async function transact(client: DynamoDBDocumentClient, writes: Write[]): Promise<number[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: writes }));
      return [];
    } catch (error) {
      const failures = transactionFailures(error);
      if (failures) return failures;
      if (!(error instanceof TransactionCanceledException)) throw error;
      if (attempt === MAX_TRIES)
        throw new AppError('unavailable', 'checkout.busy', { cause: error, retryAfterSeconds: 1 });
      await pause(Math.random() * PAUSE_MILLISECONDS * 2 ** attempt);
    }
  }
}
