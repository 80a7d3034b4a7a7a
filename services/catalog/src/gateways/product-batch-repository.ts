import type { Versioned } from '#libs/gateways';
import type { Product } from '../models/product.ts';

/** A new version of a product, and the version that was read; absent for a new product. */
export interface ProductWrite {
  readonly next: Product | Versioned<Product>;
  readonly current?: Versioned<Product> | undefined;
}

export interface WritesOutcome {
  /** Ids of products that were not written, because one of their transaction changed or has an unknown category. */
  readonly notWritten: readonly string[];
  readonly unknownCategories: readonly string[];
}

/** Reads and writes many products. A product and its category's count change in one transaction. */
export interface ProductBatchRepository {
  /** @param productIds  at most 100 */
  getMany(productIds: readonly string[]): Promise<Map<string, Versioned<Product>>>;
  /** @throws AppError unavailable `catalog.busy` */
  writeMany(writes: readonly ProductWrite[]): Promise<WritesOutcome>;
}
