import { AppError } from '#libs/errors';
import { documentClient, dynamoDbRecordRepository } from '#libs/gateways';
import { pageCursors } from '#libs/models';
import type { DynamoDbClient } from '#libs/aws';
import type { OrderProjection, PlacedOrderProjection } from '../models/order-projection.ts';
import type { OrderProjectionRepository } from './order-projection-repository.ts';

// An export holds two pages of each of the eight shards of a day in memory: a few megabytes.
const PAGE_SIZE = 200;
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
const BATCH_SIZE = 100;
// Concurrent events of one order are rare.
const MAX_ATTEMPTS = 5;

type Position = Record<string, unknown>;

interface Page {
  readonly orders: readonly PlacedOrderProjection[];
  readonly position: Position | undefined;
}

/** Keyed by `orderId`, with the index `byDay` (`dayShard`, `placedOrder`). */
export function dynamoDbOrderProjectionRepository(
  tableName: string,
  client: DynamoDbClient = documentClient(),
): OrderProjectionRepository {
  const records = dynamoDbRecordRepository<OrderProjection>(tableName, ['orderId'], client);

  async function updateOnce(
    orderId: string,
    change: (order: OrderProjection | undefined) => OrderProjection,
  ) {
    const known = await records.get({ orderId });
    const changed = change(known);
    if (changed === known) return;
    if (known) await records.replace({ ...changed, version: known.version });
    else await records.insert(changed);
  }

  const query = (dayShard: string, low: string, high: string, position: Position | undefined) => ({
    TableName: tableName,
    IndexName: 'byDay',
    KeyConditionExpression: 'dayShard = :dayShard AND placedOrder BETWEEN :low AND :high',
    ExpressionAttributeValues: { ':dayShard': dayShard, ':low': low, ':high': high },
    ExclusiveStartKey: position,
  });

  async function shardPage(shard: string, low: string, high: string, from?: Position): Promise<Page> {
    const wanted = { ...query(shard, low, high, from), Limit: PAGE_SIZE };
    const { Items = [], LastEvaluatedKey } = await client.query(wanted);
    return { orders: Items as PlacedOrderProjection[], position: LastEvaluatedKey };
  }

  async function batch(orderIds: readonly string[]): Promise<OrderProjection[]> {
    const found: OrderProjection[] = [];
    let keys: Record<string, unknown>[] = orderIds.map((orderId) => ({ orderId }));
    while (keys.length > 0) {
      const RequestItems = { [tableName]: { Keys: keys, ConsistentRead: true } };
      const { Responses = {}, UnprocessedKeys = {} } = await client.batchGet({ RequestItems });
      found.push(...((Responses[tableName] ?? []) as OrderProjection[]));
      keys = UnprocessedKeys[tableName]?.Keys ?? [];
    }
    return found;
  }

  const cursors = pageCursors(tableName);

  return {
    async update(orderId, change) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await updateOnce(orderId, change);
        } catch (error) {
          const isConflict = error instanceof AppError && error.kind === 'conflict';
          if (!isConflict || attempt === MAX_ATTEMPTS) throw error;
        }
      }
    },

    async findMany(orderIds) {
      const found: OrderProjection[] = [];
      for (let first = 0; first < orderIds.length; first += BATCH_SIZE)
        found.push(...(await batch(orderIds.slice(first, first + BATCH_SIZE))));
      return found;
    },

    async list(cursor) {
      const { Items = [], LastEvaluatedKey } = await client.scan({
        TableName: tableName,
        Limit: PAGE_SIZE,
        ExclusiveStartKey: cursor === undefined ? undefined : cursors.open(cursor),
      });
      return {
        orders: Items as OrderProjection[],
        ...(LastEvaluatedKey && { nextCursor: cursors.seal(LastEvaluatedKey) }),
      };
    },

    async countShard(dayShard, low, high) {
      let [total, position] = [0, undefined as Position | undefined];
      do {
        const { Count = 0, LastEvaluatedKey } = await client.query({
          ...query(dayShard, low, high, position),
          Select: 'COUNT',
        });
        total += Count;
        position = LastEvaluatedKey;
      } while (position);
      return total;
    },

    async *listShard(dayShard, low, high) {
      let reading: Promise<Page> | undefined = shardPage(dayShard, low, high);
      while (reading) {
        const { orders, position }: Page = await reading;
        reading = position && shardPage(dayShard, low, high, position);
        // The next page is read ahead; its error is thrown when the page is consumed.
        reading?.catch(() => undefined);
        yield* orders;
      }
    },
  };
}
