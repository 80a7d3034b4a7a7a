import type { Versioned } from '#libs/gateways';
import type { Page, PageQuery } from '#libs/models';
import type { Product } from '../models/product.ts';

export interface ProductList extends PageQuery {
  readonly status: Product['status'];
  readonly categoryId?: string | undefined;
}

/** The products. A product on sale is counted by its category in the same write, so that neither can be without the other. */
export interface ProductTable {
  get(productId: string): Promise<Versioned<Product> | undefined>;
  /** @throws AppError unprocessable `category.unknown` */
  insert(product: Product): Promise<Versioned<Product>>;
  /**
   * Writes the next version over `current`.
   *
   * @throws AppError conflict `record.changed`
   * @throws AppError unprocessable `category.unknown`
   */
  replace(next: Versioned<Product>, current: Versioned<Product>): Promise<Versioned<Product>>;
  /** Newest first. */
  list(query: ProductList): Promise<Page<Versioned<Product>>>;
}
