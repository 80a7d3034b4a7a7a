import { Type } from 'typebox';
import { commandContract } from '../command-contract.ts';
import { ImportedProduct } from '../imported-product.ts';

/**
 * catalog: puts these products on sale, or makes those it has of the same SKU like them. What is so already is not
 * touched. Each SKU once. Those it cannot take come back as `rejected`, a {@link RejectedProduct} for each; the rest
 * is done.
 */
export default commandContract('ImportProducts', 1, {
  products: Type.Array(ImportedProduct, {
    minItems: 1,
    // DynamoDB writes 100 things in a transaction, and a product comes with its category's count.
    maxItems: 99,
  }),
});

/** `category.unknown`, `product.archived` */
export interface RejectedProduct {
  readonly sku: string;
  readonly code: string;
  readonly detail: string;
}
