import { AppError } from '#libs/errors';
import { documentClient, dynamoDbRecordRepository } from '#libs/gateways';
import { decodeCursor, encodeCursor } from '#libs/models';
import {
  BatchGetCommand,
  QueryCommand,
  ScanCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import type { OrderCopy, PlacedOrderCopy } from '../models/order-copy.ts';
import type { OrderCopies } from './order-copies.ts';

// An export holds two pages of each of the eight shards of a day: a few megabytes.
const PAGE_SIZE = 200;
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
const BATCH_SIZE = 100;
// Events of one order come from three services, and rarely in the same instant.
const TRIES = 5;

type Position = Record<string, unknown>;

interface Page {
  readonly copies: readonly PlacedOrderCopy[];
  readonly position: Position | undefined;
}

/** A table with the key `orderId` and the index `byDay` (`dayShard`, `placedOrder`). */
export function dynamoDbOrderCopies(
  tableName: string,
  client: DynamoDBDocumentClient = documentClient(),
): OrderCopies {
  const records = dynamoDbRecordRepository<OrderCopy>(tableName, ['orderId'], client);

  async function keepOnce(orderId: string, learn: (copy: OrderCopy | undefined) => OrderCopy) {
    const known = await records.get({ orderId });
    const learned = learn(known);
    if (learned === known) return;
    if (known) await records.replace({ ...learned, version: known.version });
    else await records.insert(learned);
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
    const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand(wanted));
    return { copies: Items as PlacedOrderCopy[], position: LastEvaluatedKey };
  }

  async function batch(orderIds: readonly string[]): Promise<OrderCopy[]> {
    const found: OrderCopy[] = [];
    let keys: Record<string, unknown>[] = orderIds.map((orderId) => ({ orderId }));
    while (keys.length > 0) {
      const RequestItems = { [tableName]: { Keys: keys, ConsistentRead: true } };
      const { Responses = {}, UnprocessedKeys = {} } = await client.send(
        new BatchGetCommand({ RequestItems }),
      );
      found.push(...((Responses[tableName] ?? []) as OrderCopy[]));
      keys = UnprocessedKeys[tableName]?.Keys ?? [];
    }
    return found;
  }

  return {
    async keep(orderId, learn) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await keepOnce(orderId, learn);
        } catch (error) {
          const isLostRace = error instanceof AppError && error.kind === 'conflict';
          if (!isLostRace || attempt === TRIES) throw error;
        }
      }
    },

    async read(orderIds) {
      const found: OrderCopy[] = [];
      for (let first = 0; first < orderIds.length; first += BATCH_SIZE)
        found.push(...(await batch(orderIds.slice(first, first + BATCH_SIZE))));
      return found;
    },

    async page(cursor) {
      const scan = new ScanCommand({
        TableName: tableName,
        Limit: PAGE_SIZE,
        ExclusiveStartKey: cursor === undefined ? undefined : decodeCursor(cursor),
      });
      const { Items = [], LastEvaluatedKey } = await client.send(scan);
      return {
        copies: Items as OrderCopy[],
        ...(LastEvaluatedKey && { nextCursor: encodeCursor(LastEvaluatedKey) }),
      };
    },

    async countInShard(dayShard, low, high) {
      let [total, position] = [0, undefined as Position | undefined];
      do {
        const counting = new QueryCommand({ ...query(dayShard, low, high, position), Select: 'COUNT' });
        const { Count = 0, LastEvaluatedKey } = await client.send(counting);
        total += Count;
        position = LastEvaluatedKey;
      } while (position);
      return total;
    },

    async *placedInShard(dayShard, low, high) {
      let reading: Promise<Page> | undefined = shardPage(dayShard, low, high);
      while (reading) {
        const { copies, position }: Page = await reading;
        reading = position && shardPage(dayShard, low, high, position);
        // Read ahead: a failure shows when the page is asked for, if it ever is.
        reading?.catch(() => undefined);
        yield* copies;
      }
    },
  };
}
