import type { DynamoDbClient } from '#libs/aws';
import {
  documentClient,
  existingItem,
  isConditionFailure,
  isRejected,
  singleAttemptDocumentClient,
  transact,
  transactOnce,
} from '#libs/gateways';
import { correlationId } from '#libs/logging';
import type { StockItem } from '../models/stock.ts';
import { returningWrites } from './hold-writes.ts';
import type { StockRepository } from './stock-repository.ts';

interface Clients {
  readonly client: DynamoDbClient;
  /** Sends each request once, because a hold must never be taken twice. */
  readonly singleAttemptClient: DynamoDbClient;
}

const sharedClients = (): Clients => ({
  client: documentClient(),
  singleAttemptClient: singleAttemptDocumentClient(),
});

/**
 * A write that leaves the available units of an item unchanged removes its correlation id, and all others set it: the stream
 * of the table delivers only items that have one, because the others publish nothing.
 *
 * Units are taken by conditional updates of single items, which never conflict with each other. All other changes are
 * rare, and transactions where they concern several items.
 */
export function dynamoDbStockRepository(
  table: string,
  { client, singleAttemptClient }: Clients = sharedClients(),
): StockRepository {
  async function findItems(stockIds: readonly string[], ConsistentRead: boolean): Promise<StockItem[]> {
    const found: StockItem[] = [];
    let keys = stockIds.map((stockId): Record<string, unknown> => ({ stockId }));
    while (keys.length > 0) {
      const RequestItems = { [table]: { Keys: keys, ConsistentRead } };
      const { Responses = {}, UnprocessedKeys = {} } = await client.batchGet({ RequestItems });
      found.push(...((Responses[table] ?? []) as StockItem[]));
      keys = UnprocessedKeys[table]?.Keys ?? [];
    }
    return found;
  }

  return {
    async find(productId) {
      const main = (await client.get({ TableName: table, Key: { stockId: productId } })).Item as
        StockItem | undefined;
      if (!main) return undefined;
      const buckets = Array.from({ length: (main.buckets ?? 1) - 1 }, (_, i) => `${productId}#${i + 1}`);
      const items = [main, ...(await findItems(buckets, false))];
      return {
        productId,
        available: items.reduce((sum, { available }) => sum + available, 0),
        version: items.reduce((sum, { version }) => sum + version, 0),
      };
    },

    findItems: (stockIds) => findItems(stockIds, true),

    async take({ stockId, hold, quantity, settledHolds }) {
      const settled = settledHolds.map((name, index) => [`#settled${index}`, name] as const);
      const remove = settled.map(([placeholder]) => `holds.${placeholder}`).join(', ');
      const update = {
        TableName: table,
        Key: { stockId },
        UpdateExpression: [
          'SET available = available - :quantity, holds.#hold = :quantity, correlationId = :correlationId',
          'ADD #version :one',
          ...(remove ? [`REMOVE ${remove}`] : []),
        ].join(' '),
        ConditionExpression: 'available >= :quantity',
        ExpressionAttributeNames: { '#hold': hold, '#version': 'version', ...Object.fromEntries(settled) },
        ExpressionAttributeValues: {
          ':quantity': quantity,
          ':one': 1,
          ':correlationId': correlationId(),
        },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      } as const;
      try {
        const { Attributes } = await singleAttemptClient.update(update);
        return { outcome: 'taken', item: Attributes as unknown as StockItem };
      } catch (error) {
        if (isConditionFailure(error))
          return { outcome: 'short', item: existingItem(error) as StockItem | undefined };
        if (isRejected(error)) return { outcome: 'busy' };
        throw error;
      }
    },

    returnHold: async (hold) =>
      (await transact(client, 'stock.busy', returningWrites(table, hold))).length === 0,

    async forgetHolds(stockId, holds) {
      const names = holds.map((hold, index) => [`#hold${index}`, hold] as const);
      const update = {
        TableName: table,
        Key: { stockId },
        UpdateExpression: `REMOVE correlationId, ${names.map(([placeholder]) => `holds.${placeholder}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(names),
      };
      // Another request removes them later.
      await client.update(update).catch((error: unknown) => {
        if (!isRejected(error)) throw error;
      });
    },

    async spread(productId, buckets, share) {
      const others = Array.from({ length: buckets - 1 }, (_, index) => `${productId}#${index + 1}`);
      return transactOnce(client, [
        {
          Update: {
            TableName: table,
            Key: { stockId: productId },
            UpdateExpression:
              'SET available = available - :moved, buckets = :buckets, correlationId = :correlationId ADD #version :one',
            ConditionExpression:
              'available >= :moved AND (attribute_not_exists(buckets) OR buckets = :buckets)',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: {
              ':moved': share * others.length,
              ':buckets': buckets,
              ':one': 1,
              ':correlationId': correlationId(),
            },
          },
        },
        ...others.map((stockId) => ({
          Update: {
            TableName: table,
            Key: { stockId },
            UpdateExpression:
              'ADD available :share, #version :one SET isOpen = :true, holds = if_not_exists(holds, :none), correlationId = :correlationId',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: {
              ':share': share,
              ':one': 1,
              ':true': true,
              ':none': {},
              ':correlationId': correlationId(),
            },
          },
        })),
      ]);
    },

    async gather(main, others) {
      const holds = others.flatMap((item) => Object.entries(item.holds));
      const names = holds.map(([hold], index) => [`#hold${index}`, hold] as const);
      const values = holds.map(([, quantity], index) => [`:held${index}`, quantity] as const);
      const kept = holds.map((_, index) => `, holds.#hold${index} = :held${index}`).join('');
      return transactOnce(client, [
        {
          Update: {
            TableName: table,
            Key: { stockId: main.stockId },
            UpdateExpression: `SET correlationId = :correlationId${kept} ADD available :units, #version :versions REMOVE buckets`,
            ConditionExpression: 'buckets = :buckets',
            ExpressionAttributeNames: { '#version': 'version', ...Object.fromEntries(names) },
            ExpressionAttributeValues: {
              ':units': others.reduce((sum, { available }) => sum + available, 0),
              // The version of the product must not decrease: it no longer includes these items.
              ':versions': others.reduce((sum, { version }) => sum + version, 1),
              ':buckets': main.buckets,
              ':correlationId': correlationId(),
              ...Object.fromEntries(values),
            },
          },
        },
        ...others.map(({ stockId, version }) => ({
          Update: {
            TableName: table,
            Key: { stockId },
            UpdateExpression:
              'SET available = :zero, holds = :none, correlationId = :correlationId ADD #version :one REMOVE isOpen',
            ConditionExpression: '#version = :version',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: {
              ':zero': 0,
              ':none': {},
              ':one': 1,
              ':version': version,
              ':correlationId': correlationId(),
            },
          },
        })),
      ]);
    },
  };
}
