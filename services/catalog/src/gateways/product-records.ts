import type { Versioned, Write } from '#libs/gateways';
import { correlationId } from '#libs/logging';
import type { Product } from '../models/product.ts';

/** A record of the products table, with the partition key of the index `byCategory`. */
export type ProductRecord = Product & { readonly categoryListing: string };

export const toListing = ({ status, categoryId }: Pick<Product, 'status' | 'categoryId'>) =>
  `${status}#${categoryId}`;

export const toRecord = <P extends Product>(product: P) => ({
  ...product,
  categoryListing: toListing(product),
});

export const toProduct = ({ categoryListing: _, ...product }: Versioned<ProductRecord>): Versioned<Product> =>
  product;

/** Replaces the expected version of a product; without one the product must not exist. */
export const productPut = (table: string, record: ProductRecord, expected: number | undefined): Write => ({
  Put: {
    TableName: table,
    Item: { ...record, version: (expected ?? 0) + 1, correlationId: correlationId() },
    ...(expected === undefined
      ? { ConditionExpression: 'attribute_not_exists(productId)' }
      : {
          ConditionExpression: '#version = :expected',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':expected': expected },
        }),
  },
});

/** How the counts of categories change. An archived product also requires an existing category, hence changes of 0. */
export function categoryCountChanges(
  current: Product,
  next: Product,
): [categoryId: string, change: number][] {
  if (toListing(current) === toListing(next)) return [];
  const countOnSale = ({ status }: Product) => (status === 'active' ? 1 : 0);
  if (current.categoryId === next.categoryId)
    return [[next.categoryId, countOnSale(next) - countOnSale(current)]];
  const removed: [string, number][] = countOnSale(current) ? [[current.categoryId, -1]] : [];
  return [...removed, [next.categoryId, countOnSale(next)]];
}

/** Changes the count of a category's products on sale. Fails when the category does not exist. */
export const categoryCount = (categories: string, categoryId: string, change: number): Write => ({
  Update: {
    TableName: categories,
    Key: { categoryId },
    UpdateExpression: 'ADD productCount :change',
    ConditionExpression: 'attribute_exists(categoryId)',
    ExpressionAttributeValues: { ':change': change },
  },
});
