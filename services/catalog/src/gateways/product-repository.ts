import type { Versioned } from '#libs/gateways';
import type { Page, PageQuery } from '#libs/models';
import type { Product } from '../models/product.ts';

export interface ProductList extends PageQuery {
  readonly status: Product['status'];
  readonly categoryId?: string | undefined;
}

/** All products. A product and the count of its category change in one transaction. */
export interface ProductRepository {
  get(productId: string): Promise<Versioned<Product> | undefined>;
  /** @throws AppError unprocessable `category.unknown` */
  insert(product: Product): Promise<Versioned<Product>>;
  /**
   * Replaces the version that was read, `current`.
   *
   * @throws AppError conflict `record.changed`
   * @throws AppError unprocessable `category.unknown`
   */
  replace(next: Versioned<Product>, current: Versioned<Product>): Promise<Versioned<Product>>;
  /** Newest first. */
  list(query: ProductList): Promise<Page<Versioned<Product>>>;
}
