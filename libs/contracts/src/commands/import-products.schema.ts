import { Type } from 'typebox';
import { commandContract } from '../command-contract.ts';
import { ImportedProduct } from '../imported-product.ts';

/**
 * Creates or updates products by SKU (catalog). Each SKU may occur once; unchanged products are not written. Returns the
 * products that cannot be imported as `rejected`, a list of {@link RejectedProduct}; the others are imported.
 */
export default commandContract('ImportProducts', 1, {
  products: Type.Array(ImportedProduct, {
    minItems: 1,
    // A DynamoDB transaction has at most 100 items, and the product count of the category is one of them.
    maxItems: 99,
  }),
});

/** A product that was not imported. */
export interface RejectedProduct {
  readonly sku: string;
  /** `category.unknown` or `product.archived` */
  readonly code: string;
  readonly detail: string;
}
