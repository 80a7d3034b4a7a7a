import type { Versioned } from '#libs/gateways';
import type { Product } from '../models/product.ts';

/** A product as it should be, and as it was read; without the latter it is new. */
export interface ProductWrite {
  readonly next: Product | Versioned<Product>;
  readonly current?: Versioned<Product> | undefined;
}

export interface WritesOutcome {
  /** Ids of products that were not written: others changed them meanwhile, or a neighbor held them up. */
  readonly notWritten: readonly string[];
  readonly unknownCategories: readonly string[];
}

/** Many products at once, under the same rule as one: a product and its category's count change together. */
export interface ProductImports {
  /** @param productIds  100 at most */
  getMany(productIds: readonly string[]): Promise<Map<string, Versioned<Product>>>;
  /** @throws AppError unavailable `catalog.busy` */
  writeMany(writes: readonly ProductWrite[]): Promise<WritesOutcome>;
}
