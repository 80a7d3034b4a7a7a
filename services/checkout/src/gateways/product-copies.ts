import type { EventOf, ProductChanged, StockChanged } from '#libs/contracts';
import type { ProductCopy } from '../models/product-copy.ts';

/** What checkout keeps of other services' products. Events may come twice and in any order: only a newer one counts. */
export interface ProductCopies {
  /** Those that are known, in any order. */
  read(productIds: readonly string[]): Promise<ProductCopy[]>;
  keepProduct(event: EventOf<typeof ProductChanged>): Promise<void>;
  keepStock(event: EventOf<typeof StockChanged>): Promise<void>;
}
