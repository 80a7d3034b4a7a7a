import type { ImportedProduct, RejectedProduct } from '#libs/contracts';

export interface Catalog {
  /**
   * @param products  at most 99, with unique SKUs
   * @returns the products that catalog rejected
   * @throws AppError unavailable `catalog.unavailable` if catalog fails for several minutes
   */
  importProducts(
    products: readonly ImportedProduct[],
    signal: AbortSignal,
  ): Promise<readonly RejectedProduct[]>;
}
