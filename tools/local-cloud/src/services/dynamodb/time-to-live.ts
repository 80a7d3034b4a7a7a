import type { DynamoDbClient } from './dynamodb-client.ts';
import type { Item } from '../../contract/table-streams.ts';
import type { ExpiredItems } from './expired-items.ts';

export interface TimeToLive {
  /** Deletes the items of the table whose time has come, from now on; undefined ends it. */
  watch(table: {
    readonly tableName: string;
    readonly keyNames: readonly string[];
    readonly attribute: string | undefined;
  }): void;
  /** Looks once through all tables. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

interface Dependencies {
  readonly client: DynamoDbClient;
  readonly expiredItems: ExpiredItems;
  /** Told of each table that lost an item. */
  readonly tableChanged: (tableName: string) => void;
  readonly log: (line: string) => void;
  readonly now?: () => number;
}

const PAUSE_MS = 3_000;
// A sweep reads whole tables: a long one is followed by a pause fifty times as long, 2 % of a core; but nobody waits
// longer than this, however slow the machine is just now.
const PAUSES_PER_SWEEP = 50;
const LONGEST_PAUSE_MS = 20_000;
// AWS leaves items alone whose time lies further back: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
const OLDEST_EXPIRY_SECONDS = 5 * 365 * 24 * 60 * 60;

interface Watched {
  readonly keyNames: readonly string[];
  readonly attribute: string;
}

/** Deletes expired items as DynamoDB does; the engines keep them for ever. It begins with the first watched table. */
export function createTimeToLive({
  client,
  expiredItems,
  tableChanged,
  log,
  now = Date.now,
}: Dependencies): TimeToLive {
  const tables = new Map<string, Watched>();
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();
  let isStopped = false;

  async function sweep() {
    for (const [tableName, { attribute, keyNames }] of tables)
      await deleteExpired(tableName, attribute, keyNames);
  }

  async function deleteExpired(tableName: string, attribute: string, keyNames: readonly string[]) {
    const nowSeconds = Math.floor(now() / 1000);
    for await (const item of expiredIn(client, tableName, attribute, nowSeconds)) {
      if (isStopped) return;
      const keys = Object.fromEntries(keyNames.map((name) => [name, item[name] ?? {}]));
      expiredItems.add(tableName, keys);
      try {
        await client.send('DeleteItem', {
          TableName: tableName,
          Key: keys,
          ConditionExpression: '#expiry = :seen',
          ExpressionAttributeNames: { '#expiry': attribute },
          ExpressionAttributeValues: { ':seen': item[attribute] },
        });
        tableChanged(tableName);
      } catch (error) {
        // Someone gave the item more time since it was read.
        if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
      }
    }
  }

  function schedule(pauseMs: number) {
    if (isStopped) return;
    timer = setTimeout(() => {
      const startedAt = performance.now();
      underWay = sweep()
        .catch((error: unknown) => {
          if (!isStopped) log(`dynamodb: could not delete expired items: ${String(error)}`);
        })
        .then(() => schedule(pauseAfter(performance.now() - startedAt)));
    }, pauseMs);
    timer.unref();
  }

  return {
    watch({ tableName, keyNames, attribute }) {
      if (attribute === undefined) tables.delete(tableName);
      else tables.set(tableName, { attribute, keyNames });
      if (timer === undefined && tables.size > 0) schedule(PAUSE_MS);
    },
    sweep,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}

const pauseAfter = (sweepMs: number): number =>
  Math.min(Math.max(PAUSE_MS, sweepMs * PAUSES_PER_SWEEP), LONGEST_PAUSE_MS);

interface Page {
  readonly Items?: readonly Item[];
  readonly LastEvaluatedKey?: Item;
}

async function* expiredIn(client: DynamoDbClient, tableName: string, attribute: string, nowSeconds: number) {
  let start: Item | undefined;
  do {
    const page: Page = await client.send<Page>('Scan', {
      TableName: tableName,
      FilterExpression: '#expiry BETWEEN :oldest AND :now',
      ExpressionAttributeNames: { '#expiry': attribute },
      ExpressionAttributeValues: {
        ':oldest': { N: String(nowSeconds - OLDEST_EXPIRY_SECONDS) },
        ':now': { N: String(nowSeconds) },
      },
      ...(start !== undefined && { ExclusiveStartKey: start }),
    });
    yield* page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}
