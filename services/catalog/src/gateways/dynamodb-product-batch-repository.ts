import { documentClient, transact, withoutWriteMetadata, type Versioned, type Write } from '#libs/gateways';
import type { DynamoDbClient } from '#libs/aws';
import type { BatchGetCommandOutput } from '@aws-sdk/lib-dynamodb';
import type { Product } from '../models/product.ts';
import {
  categoryCount,
  categoryCountChanges,
  toProduct,
  productPut,
  toRecord,
  type ProductRecord,
} from './product-records.ts';
import type { ProductBatchRepository, ProductWrite, WritesOutcome } from './product-batch-repository.ts';

// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
const MAX_WRITES = 100;

export function dynamoDbProductBatchRepository(
  tables: { readonly products: string; readonly categories: string },
  client: DynamoDbClient = documentClient(),
): ProductBatchRepository {
  const toPut = ({ next, current }: ProductWrite): Write =>
    productPut(tables.products, toRecord(next), current?.version);

  return {
    async getMany(productIds) {
      const found = new Map<string, Versioned<Product>>();
      let keys: Record<string, unknown>[] | undefined = productIds.map((productId) => ({ productId }));
      // DynamoDB returns keys unprocessed beyond 16 MB or the throughput of a partition.
      while (keys && keys.length > 0) {
        const { Responses, UnprocessedKeys }: BatchGetCommandOutput = await client.batchGet({
          RequestItems: { [tables.products]: { Keys: keys, ConsistentRead: true } },
        });
        for (const item of Responses?.[tables.products] ?? []) {
          const product = toProduct(withoutWriteMetadata<ProductRecord>(item));
          found.set(product.productId, product);
        }
        keys = UnprocessedKeys?.[tables.products]?.Keys;
      }
      return found;
    },

    async writeMany(writes) {
      const outcomes: WritesOutcome[] = [];
      for (const batch of toTransactions(writes)) outcomes.push(await writeTransaction(batch));
      return {
        notWritten: outcomes.flatMap(({ notWritten }) => notWritten),
        unknownCategories: [...new Set(outcomes.flatMap(({ unknownCategories }) => unknownCategories))],
      };
    },
  };

  async function writeTransaction(writes: readonly ProductWrite[]): Promise<WritesOutcome> {
    const counts = [...sumCountChanges(writes)];
    const failures = await transact(client, 'catalog.busy', [
      ...writes.map(toPut),
      ...counts.map(([categoryId, change]) => categoryCount(tables.categories, categoryId, change)),
    ]);
    return {
      notWritten: failures.length === 0 ? [] : writes.map(({ next }) => next.productId),
      unknownCategories: failures.flatMap((index) => counts[index - writes.length]?.[0] ?? []),
    };
  }
}

/** Fills each transaction with as many products as fit, together with the categories whose count changes. */
function toTransactions(writes: readonly ProductWrite[]): ProductWrite[][] {
  const transactions: ProductWrite[][] = [];
  for (const write of writes) {
    const last = transactions.at(-1);
    const joined = [...(last ?? []), write];
    if (last && joined.length + sumCountChanges(joined).size <= MAX_WRITES) last.push(write);
    else transactions.push([write]);
  }
  return transactions;
}

/** Sums up the change of each category's count, 0 included, because every category must exist. */
function sumCountChanges(writes: readonly ProductWrite[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { next, current } of writes) {
    const changes = current ? categoryCountChanges(current, next) : [[next.categoryId, 1] as const];
    for (const [categoryId, change] of changes)
      counts.set(categoryId, (counts.get(categoryId) ?? 0) + change);
  }
  return counts;
}
