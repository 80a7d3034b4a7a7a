import type { ImportedProduct, RejectedProduct } from '#libs/contracts';

/** What reporting lets catalog do. */
export interface Catalog {
  /**
   * @param products  99 at most, each SKU once
   * @returns those it would not take
   * @throws AppError unavailable `catalog.unavailable` when it could not be had for minutes
   */
  importProducts(
    products: readonly ImportedProduct[],
    signal: AbortSignal,
  ): Promise<readonly RejectedProduct[]>;
}
