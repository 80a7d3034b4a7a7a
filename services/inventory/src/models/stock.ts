import { Count, idSchema } from '#libs/models';
import { Type, type Static } from 'typebox';

/** The units of a product that can be sold. */
export interface Stock {
  readonly productId: string;
  readonly available: number;
  readonly version: number;
}

/**
 * A record of stock. A product has one, its main item. While it is hot, its units are split over several items (buckets),
 * of which the main item is the first.
 */
export interface StockItem {
  /** The id of the product; `{productId}#{bucket}` for all buckets except the first. */
  readonly stockId: string;
  readonly available: number;
  readonly version: number;
  /** Units that were taken by id of the hold, until it is known which reservation they belong to. */
  readonly holds: Readonly<Record<string, number>>;
  /** Main item: the number of buckets while the product is split. */
  readonly buckets?: number;
  /** Bucket: present while the product is split, so that units can be returned to this item. */
  readonly isOpen?: true;
}

/** The bucket of the main item, which exists also when the product is not split. */
export const MAIN_BUCKET = 0;

export const toStockId = (productId: string, bucket: number): string =>
  bucket === MAIN_BUCKET ? productId : `${productId}#${bucket}`;

export const toProductId = (stockId: string): string => stockId.split('#', 1)[0] ?? stockId;

export const toBucket = (stockId: string): number => Number(stockId.split('#')[1] ?? MAIN_BUCKET);

/** The ids of the buckets of a product, except the main item. */
export const toBucketIds = (productId: string, buckets = 1): string[] =>
  Array.from({ length: buckets - 1 }, (_, index) => toStockId(productId, index + 1));

/**
 * Adds up the items of a product. Every change of an item increments its version, and closing the buckets adds their
 * versions to the main item, so that the version of the product increases with every change.
 */
export function toStock(
  productId: string,
  items: readonly Pick<StockItem, 'available' | 'version'>[],
): Stock {
  return {
    productId,
    available: items.reduce((sum, { available }) => sum + available, 0),
    version: items.reduce((sum, { version }) => sum + version, 0),
  };
}

/** The stock of a product in the public API. */
export const StockLevel = Type.Object(
  {
    productId: idSchema('prd'),
    available: Count,
  },
  { title: 'StockLevel' },
);
export type StockLevel = Static<typeof StockLevel>;

export const toStockLevel = ({ productId, available }: Stock): StockLevel => ({ productId, available });
