import { setTimeout as pause } from 'node:timers/promises';
import { isAwsError } from '../aws-error.ts';

// A transaction holds an item for some milliseconds: the pauses before six attempts take 300 ms on average, 620 at most.
const MAX_ATTEMPTS = 6;
const BASE_PAUSE_MILLISECONDS = 10;

interface Dependencies {
  /** A number from 0 to 1. */
  readonly random?: (() => number) | undefined;
  readonly sleep?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

type Write = (input: never) => Promise<unknown>;

interface SingleItemWrites {
  readonly put: Write;
  readonly update: Write;
  readonly delete: Write;
}

/**
 * Repeats writes of single items, with jitter, that DynamoDB rejects because a transaction is in progress on the item
 * (`TransactionConflictException`). The SDK does not: only transactions conflict, and it cannot know how long theirs take.
 * A rejected write had no effect, so every write may be repeated.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 *
 * @returns the client; its writes throw the conflict after the last attempt
 */
export function retryTransactionConflicts<Client extends SingleItemWrites>(
  client: Client,
  { random = Math.random, sleep = pause }: Dependencies = {},
): Client {
  const retrying = <W extends Write>(write: W): W =>
    (async (input: never) => {
      for (let attempt = 1; ; attempt++) {
        try {
          return await write(input);
        } catch (error) {
          if (attempt === MAX_ATTEMPTS || !isAwsError(error, 'TransactionConflictException')) throw error;
          await sleep(random() * BASE_PAUSE_MILLISECONDS * 2 ** attempt);
        }
      }
    }) as W;
  return {
    ...client,
    put: retrying(client.put),
    update: retrying(client.update),
    delete: retrying(client.delete),
  };
}
