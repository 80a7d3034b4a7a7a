import { AppError } from '#libs/errors';
import { documentClient, recordTable, transact, type Versioned, type Write } from '#libs/gateways';
import { correlationId } from '#libs/logging';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Product } from '../models/product.ts';
import type { ProductTable } from './product-table.ts';

interface Tables {
  readonly products: string;
  /** Named where products are put on sale, taken off it, or moved. */
  readonly categories?: string;
}

type Row = Product & { readonly categoryListing: string };

/** The products on DynamoDB. */
export function dynamoDbProductTable(
  { products, categories = '' }: Tables,
  client: DynamoDBDocumentClient = documentClient(),
): ProductTable {
  const table = recordTable<Row>(products, ['productId'], client);

  const put = (row: Row, version: number, condition: object): Write => ({
    Put: { TableName: products, Item: { ...row, version, correlationId: correlationId() }, ...condition },
  });

  return {
    async get(productId) {
      const row = await table.get({ productId });
      return row && productOf(row);
    },

    async insert(product) {
      const isNew = { ConditionExpression: 'attribute_not_exists(productId)' };
      await writeProduct(client, 'record.exists', [
        put(rowOf(product), 1, isNew),
        count(categories, product.categoryId, 1),
      ]);
      return { ...product, version: 1 };
    },

    async replace(next, current) {
      const moves = movesBetween(current, next);
      if (moves.length === 0) return productOf(await table.replace(rowOf(next)));
      const version = next.version + 1;
      const isAsRead = {
        ConditionExpression: '#version = :seen',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':seen': next.version },
      };
      await writeProduct(client, 'record.changed', [
        put(rowOf(next), version, isAsRead),
        ...moves.map(([categoryId, by]) => count(categories, categoryId, by)),
      ]);
      return { ...next, version };
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

const listingOf = ({ status, categoryId }: Pick<Product, 'status' | 'categoryId'>) =>
  `${status}#${categoryId}`;

const rowOf = <P extends Product>(product: P) => ({ ...product, categoryListing: listingOf(product) });

const productOf = ({ categoryListing: _, ...product }: Versioned<Row>): Versioned<Product> => product;

/** By how much the count of which category changes. A product that is off sale still needs a category that exists. */
function movesBetween(current: Product, next: Product): [categoryId: string, by: number][] {
  if (listingOf(current) === listingOf(next)) return [];
  const isOnSale = ({ status }: Product) => (status === 'active' ? 1 : 0);
  if (current.categoryId === next.categoryId) return [[next.categoryId, isOnSale(next) - isOnSale(current)]];
  const leaves: [string, number][] = isOnSale(current) ? [[current.categoryId, -1]] : [];
  return [...leaves, [next.categoryId, isOnSale(next)]];
}

const count = (categories: string, categoryId: string, by: number): Write => ({
  Update: {
    TableName: categories,
    Key: { categoryId },
    UpdateExpression: 'ADD productCount :by',
    ConditionExpression: 'attribute_exists(categoryId)',
    ExpressionAttributeValues: { ':by': by },
  },
});

/** The first write is the product's, whose condition failed under `code`; the others are its categories'. */
async function writeProduct(client: DynamoDBDocumentClient, code: string, writes: Write[]): Promise<void> {
  const [first] = await transact(client, 'catalog.busy', writes);
  if (first === 0) throw new AppError('conflict', code);
  if (first !== undefined)
    throw new AppError('unprocessable', 'category.unknown', {
      detail: 'There is no category of this id. Create it first.',
    });
}
