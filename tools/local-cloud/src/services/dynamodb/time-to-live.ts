import type { DynamoDbClient } from './dynamodb-client.ts';
import type { Item } from '../../contract/table-streams.ts';
import type { ExpiredItems } from './expired-items.ts';

export interface TimeToLive {
  /** Sets the TTL attribute of a table; undefined disables Time to Live. */
  configure(table: {
    readonly tableName: string;
    readonly keyNames: readonly string[];
    readonly attribute: string | undefined;
  }): void;
  /** Scans all tables once and deletes their expired items. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

interface Dependencies {
  readonly client: DynamoDbClient;
  readonly expiredItems: ExpiredItems;
  /** Called after each deletion. */
  readonly onWrite: (tableName: string) => void;
  readonly log: (line: string) => void;
  readonly now?: () => number;
}

const MIN_PAUSE_MS = 3_000;
// A sweep scans whole tables. A pause fifty times as long limits it to 2 % of a core, up to the maximum pause, which
// applies even on a slow machine.
const PAUSE_FACTOR = 50;
const MAX_PAUSE_MS = 20_000;
// AWS does not delete items whose TTL is more than five years in the past: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
const MAX_EXPIRY_AGE_SECONDS = 5 * 365 * 24 * 60 * 60;

interface TtlSettings {
  readonly keyNames: readonly string[];
  readonly attribute: string;
}

/** Deletes expired items as DynamoDB does, because the engines never delete them. Starts with the first configured table. */
export function createTimeToLive({
  client,
  expiredItems,
  onWrite,
  log,
  now = Date.now,
}: Dependencies): TimeToLive {
  const tables = new Map<string, TtlSettings>();
  let timer: NodeJS.Timeout | undefined;
  let currentSweep: Promise<void> = Promise.resolve();
  let isStopped = false;

  async function sweep() {
    for (const [tableName, { attribute, keyNames }] of tables)
      await deleteExpired(tableName, attribute, keyNames);
  }

  async function deleteExpired(tableName: string, attribute: string, keyNames: readonly string[]) {
    const nowSeconds = Math.floor(now() / 1000);
    for await (const item of findExpired(client, tableName, attribute, nowSeconds)) {
      if (isStopped) return;
      const keys = Object.fromEntries(keyNames.map((name) => [name, item[name] ?? {}]));
      expiredItems.add(tableName, keys);
      try {
        await client.send('DeleteItem', {
          TableName: tableName,
          Key: keys,
          ConditionExpression: '#expiry = :readExpiry',
          ExpressionAttributeNames: { '#expiry': attribute },
          ExpressionAttributeValues: { ':readExpiry': item[attribute] },
        });
        onWrite(tableName);
      } catch (error) {
        // The TTL of the item was changed after it was read.
        if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
      }
    }
  }

  function schedule(pauseMs: number) {
    if (isStopped) return;
    timer = setTimeout(() => {
      const startedAt = performance.now();
      currentSweep = sweep()
        .catch((error: unknown) => {
          if (!isStopped) log(`dynamodb: could not delete expired items: ${String(error)}`);
        })
        .then(() => schedule(toPauseMs(performance.now() - startedAt)));
    }, pauseMs);
    timer.unref();
  }

  return {
    configure({ tableName, keyNames, attribute }) {
      if (attribute === undefined) tables.delete(tableName);
      else tables.set(tableName, { attribute, keyNames });
      if (timer === undefined && tables.size > 0) schedule(MIN_PAUSE_MS);
    },
    sweep,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await currentSweep;
    },
  };
}

const toPauseMs = (sweepMs: number): number =>
  Math.min(Math.max(MIN_PAUSE_MS, sweepMs * PAUSE_FACTOR), MAX_PAUSE_MS);

interface Page {
  readonly Items?: readonly Item[];
  readonly LastEvaluatedKey?: Item;
}

async function* findExpired(
  client: DynamoDbClient,
  tableName: string,
  attribute: string,
  nowSeconds: number,
) {
  let start: Item | undefined;
  do {
    const page: Page = await client.send<Page>('Scan', {
      TableName: tableName,
      FilterExpression: '#expiry BETWEEN :oldest AND :now',
      ExpressionAttributeNames: { '#expiry': attribute },
      ExpressionAttributeValues: {
        ':oldest': { N: String(nowSeconds - MAX_EXPIRY_AGE_SECONDS) },
        ':now': { N: String(nowSeconds) },
      },
      ...(start !== undefined && { ExclusiveStartKey: start }),
    });
    yield* page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}
