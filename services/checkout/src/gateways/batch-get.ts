import { AppError } from '#libs/errors';
import type { DynamoDbClient } from '#libs/aws';
import type { BatchGetCommandInput } from '@aws-sdk/lib-dynamodb';
import { setTimeout as pause } from 'node:timers/promises';

type RequestItems = NonNullable<BatchGetCommandInput['RequestItems']>;

const MAX_REQUESTS = 4;
const PAUSE_MILLISECONDS = 50;

/**
 * Reads up to 100 records of several tables, and requests unprocessed keys again.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 *
 * @returns records by table, in any order
 * @throws AppError unavailable `checkout.busy` when keys stay unprocessed
 */
export async function batchGet(
  client: DynamoDbClient,
  requestItems: RequestItems,
): Promise<Record<string, Record<string, unknown>[]>> {
  const found: Record<string, Record<string, unknown>[]> = {};
  let remaining = Object.fromEntries(
    Object.entries(requestItems).filter(([, { Keys = [] }]) => Keys.length > 0),
  );
  for (let attempt = 0; Object.keys(remaining).length > 0; attempt++) {
    if (attempt === MAX_REQUESTS)
      throw new AppError('unavailable', 'checkout.busy', { retryAfterSeconds: 1 });
    if (attempt > 0) await pause(PAUSE_MILLISECONDS * 2 ** attempt);
    const { Responses = {}, UnprocessedKeys = {} } = await client.batchGet({ RequestItems: remaining });
    for (const [table, records] of Object.entries(Responses))
      found[table] = [...(found[table] ?? []), ...records];
    remaining = UnprocessedKeys as RequestItems;
  }
  return found;
}
