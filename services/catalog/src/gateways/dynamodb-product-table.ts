import { AppError } from '#libs/errors';
import { documentClient, dynamoDbRecordRepository, transact, type Write } from '#libs/gateways';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  categoryCount,
  listingOf,
  movesBetween,
  productOf,
  productPut,
  rowOf,
  type Row,
} from './product-rows.ts';
import type { ProductTable } from './product-table.ts';

interface Tables {
  readonly products: string;
  /** Named where products are put on sale, taken off it, or moved. */
  readonly categories?: string;
}

/** The products on DynamoDB. */
export function dynamoDbProductTable(
  { products, categories = '' }: Tables,
  client: DynamoDBDocumentClient = documentClient(),
): ProductTable {
  const table = dynamoDbRecordRepository<Row>(products, ['productId'], client);

  return {
    async get(productId) {
      const row = await table.get({ productId });
      return row && productOf(row);
    },

    async insert(product) {
      await writeProduct(client, 'record.exists', [
        productPut(products, rowOf(product), undefined),
        categoryCount(categories, product.categoryId, 1),
      ]);
      return { ...product, version: 1 };
    },

    async replace(next, current) {
      const moves = movesBetween(current, next);
      if (moves.length === 0) return productOf(await table.replace(rowOf(next)));
      await writeProduct(client, 'record.changed', [
        productPut(products, rowOf(next), next.version),
        ...moves.map(([categoryId, by]) => categoryCount(categories, categoryId, by)),
      ]);
      return { ...next, version: next.version + 1 };
    },

    async list({ status, categoryId, ...page }) {
      const { items, ...rest } = await table.list(
        categoryId === undefined
          ? { index: 'byStatus', partition: { status }, newestFirst: true, ...page }
          : {
              index: 'byCategory',
              partition: { categoryListing: listingOf({ status, categoryId }) },
              newestFirst: true,
              ...page,
            },
      );
      return { items: items.map(productOf), ...rest };
    },
  };
}

/** The first write is the product's, whose condition failed under `code`; the others are its categories'. */
async function writeProduct(client: DynamoDBDocumentClient, code: string, writes: Write[]): Promise<void> {
  const [first] = await transact(client, 'catalog.busy', writes);
  if (first === 0) throw new AppError('conflict', code);
  if (first !== undefined)
    throw new AppError('unprocessable', 'category.unknown', {
      detail: 'There is no category of this id. Create it first.',
    });
}
