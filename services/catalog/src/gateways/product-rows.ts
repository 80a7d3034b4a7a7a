import type { Versioned, Write } from '#libs/gateways';
import { correlationId } from '#libs/logging';
import type { Product } from '../models/product.ts';

/** A product as its table keeps it, with the partition of the index `byCategory`. */
export type Row = Product & { readonly categoryListing: string };

export const listingOf = ({ status, categoryId }: Pick<Product, 'status' | 'categoryId'>) =>
  `${status}#${categoryId}`;

export const rowOf = <P extends Product>(product: P) => ({ ...product, categoryListing: listingOf(product) });

export const productOf = ({ categoryListing: _, ...product }: Versioned<Row>): Versioned<Product> => product;

/** Writes a product over the version that was seen; without one it has to be new. */
export const productPut = (table: string, row: Row, seen: number | undefined): Write => ({
  Put: {
    TableName: table,
    Item: { ...row, version: (seen ?? 0) + 1, correlationId: correlationId() },
    ...(seen === undefined
      ? { ConditionExpression: 'attribute_not_exists(productId)' }
      : {
          ConditionExpression: '#version = :seen',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':seen': seen },
        }),
  },
});

/** By how much the count of which category changes. A product that is off sale still needs a category that exists. */
export function movesBetween(current: Product, next: Product): [categoryId: string, by: number][] {
  if (listingOf(current) === listingOf(next)) return [];
  const isOnSale = ({ status }: Product) => (status === 'active' ? 1 : 0);
  if (current.categoryId === next.categoryId) return [[next.categoryId, isOnSale(next) - isOnSale(current)]];
  const leaves: [string, number][] = isOnSale(current) ? [[current.categoryId, -1]] : [];
  return [...leaves, [next.categoryId, isOnSale(next)]];
}

/** Counts a category's products on sale; fails where there is no such category. */
export const categoryCount = (categories: string, categoryId: string, by: number): Write => ({
  Update: {
    TableName: categories,
    Key: { categoryId },
    UpdateExpression: 'ADD productCount :by',
    ConditionExpression: 'attribute_exists(categoryId)',
    ExpressionAttributeValues: { ':by': by },
  },
});
