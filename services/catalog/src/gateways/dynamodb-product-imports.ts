import { documentClient, transact, withoutWriteMetadata, type Versioned, type Write } from '#libs/gateways';
import {
  BatchGetCommand,
  type BatchGetCommandOutput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import type { Product } from '../models/product.ts';
import { categoryCount, movesBetween, productOf, productPut, rowOf, type Row } from './product-rows.ts';
import type { ProductImports, ProductWrite, WritesOutcome } from './product-imports.ts';

// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
const MAX_WRITES = 100;

/** Products by the hundred, on DynamoDB. */
export function dynamoDbProductImports(
  tables: { readonly products: string; readonly categories: string },
  client: DynamoDBDocumentClient = documentClient(),
): ProductImports {
  const putOf = ({ next, current }: ProductWrite): Write =>
    productPut(tables.products, rowOf(next), current?.version);

  return {
    async getMany(productIds) {
      const found = new Map<string, Versioned<Product>>();
      let keys: Record<string, unknown>[] | undefined = productIds.map((productId) => ({ productId }));
      // What exceeds 16 MB or a partition's rate comes back to be asked for again.
      while (keys && keys.length > 0) {
        const { Responses, UnprocessedKeys }: BatchGetCommandOutput = await client.send(
          new BatchGetCommand({ RequestItems: { [tables.products]: { Keys: keys, ConsistentRead: true } } }),
        );
        for (const item of Responses?.[tables.products] ?? []) {
          const product = productOf(withoutWriteMetadata<Row>(item));
          found.set(product.productId, product);
        }
        keys = UnprocessedKeys?.[tables.products]?.Keys;
      }
      return found;
    },

    async writeMany(writes) {
      const outcomes: WritesOutcome[] = [];
      for (const together of transactionsOf(writes)) outcomes.push(await writeTogether(together));
      return {
        notWritten: outcomes.flatMap(({ notWritten }) => notWritten),
        unknownCategories: [...new Set(outcomes.flatMap(({ unknownCategories }) => unknownCategories))],
      };
    },
  };

  async function writeTogether(writes: readonly ProductWrite[]): Promise<WritesOutcome> {
    const counts = [...countsOf(writes)];
    const failures = await transact(client, 'catalog.busy', [
      ...writes.map(putOf),
      ...counts.map(([categoryId, by]) => categoryCount(tables.categories, categoryId, by)),
    ]);
    return {
      notWritten: failures.length === 0 ? [] : writes.map(({ next }) => next.productId),
      unknownCategories: failures.flatMap((place) => counts[place - writes.length]?.[0] ?? []),
    };
  }
}

/** As many products in each as there is room for beside the categories they move in and out of. */
function transactionsOf(writes: readonly ProductWrite[]): ProductWrite[][] {
  const transactions: ProductWrite[][] = [];
  for (const write of writes) {
    const last = transactions.at(-1);
    const joined = [...(last ?? []), write];
    if (last && joined.length + countsOf(joined).size <= MAX_WRITES) last.push(write);
    else transactions.push([write]);
  }
  return transactions;
}

/** By how much the count of each category changes, 0 included: a category that is named has to be there. */
function countsOf(writes: readonly ProductWrite[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { next, current } of writes) {
    const moves = current ? movesBetween(current, next) : [[next.categoryId, 1] as const];
    for (const [categoryId, by] of moves) counts.set(categoryId, (counts.get(categoryId) ?? 0) + by);
  }
  return counts;
}
