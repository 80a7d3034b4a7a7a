import { AppError } from '#libs/errors';
import { documentClient, dynamoDbRecordRepository, transact, type Write } from '#libs/gateways';
import type { DynamoDbClient } from '#libs/aws';
import {
  categoryCount,
  toListing,
  categoryCountChanges,
  toProduct,
  productPut,
  toRecord,
  type ProductRecord,
} from './product-records.ts';
import type { ProductRepository } from './product-repository.ts';

interface Tables {
  readonly products: string;
  /** Required by functions that insert products or change their status or category. */
  readonly categories?: string;
}

export function dynamoDbProductRepository(
  { products, categories = '' }: Tables,
  client: DynamoDbClient = documentClient(),
): ProductRepository {
  const records = dynamoDbRecordRepository<ProductRecord>(products, ['productId'], client);

  return {
    async get(productId) {
      const record = await records.get({ productId });
      return record && toProduct(record);
    },

    async insert(product) {
      await writeProduct(client, 'record.exists', [
        productPut(products, toRecord(product), undefined),
        categoryCount(categories, product.categoryId, 1),
      ]);
      return { ...product, version: 1 };
    },

    async replace(next, current) {
      const changes = categoryCountChanges(current, next);
      if (changes.length === 0) return toProduct(await records.replace(toRecord(next)));
      await writeProduct(client, 'record.changed', [
        productPut(products, toRecord(next), next.version),
        ...changes.map(([categoryId, change]) => categoryCount(categories, categoryId, change)),
      ]);
      return { ...next, version: next.version + 1 };
    },

    async list({ status, categoryId, ...page }) {
      const { items, ...rest } = await records.list(
        categoryId === undefined
          ? { index: 'byStatus', partition: { status }, newestFirst: true, ...page }
          : {
              index: 'byCategory',
              partition: { categoryListing: toListing({ status, categoryId }) },
              newestFirst: true,
              ...page,
            },
      );
      return { items: items.map(toProduct), ...rest };
    },
  };
}

/** @param writes  the product's write, then those of its categories */
async function writeProduct(client: DynamoDbClient, code: string, writes: Write[]): Promise<void> {
  const [first] = await transact(client, 'catalog.busy', writes);
  if (first === 0) throw new AppError('conflict', code);
  if (first !== undefined)
    throw new AppError('unprocessable', 'category.unknown', {
      detail: 'The category does not exist. Create it first.',
    });
}
