import type { EventOf, ProductChanged, StockChanged } from '#libs/contracts';
import type { ProductProjection } from '../models/product-projection.ts';

/** Projections of catalog's products and inventory's stock. Duplicate and older events have no effect. */
export interface ProductProjectionRepository {
  /** Returns the products that exist, in any order. */
  findAll(productIds: readonly string[]): Promise<ProductProjection[]>;
  applyProductChanged(event: EventOf<typeof ProductChanged>): Promise<void>;
  applyStockChanged(event: EventOf<typeof StockChanged>): Promise<void>;
}
