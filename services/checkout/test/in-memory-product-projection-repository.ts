import type { ProductProjectionRepository } from '../src/gateways/product-projection-repository.ts';
import type { ProductProjection } from '../src/models/product-projection.ts';

/** Passes the same contract tests as the DynamoDB repository. */
export function inMemoryProductProjectionRepository(
  initial: readonly ProductProjection[] = [],
): ProductProjectionRepository {
  const products = new Map(initial.map((product) => [product.productId, product]));
  const update = (
    productId: string,
    revisionName: 'productRevision' | 'stockRevision',
    attributes: Partial<ProductProjection>,
  ) => {
    const existing = products.get(productId) ?? { productId };
    if ((existing[revisionName] ?? 0) < attributes[revisionName]!)
      products.set(productId, { ...existing, ...attributes });
  };
  return {
    findAll: async (productIds) =>
      [...new Set(productIds)].flatMap((productId) => products.get(productId) ?? []),
    applyProductChanged: async ({ revision, data: { productId, title, price, status } }) =>
      update(productId, 'productRevision', { title, price, status, productRevision: revision }),
    applyStockChanged: async ({ revision, data: { productId, available } }) =>
      update(productId, 'stockRevision', { available, stockRevision: revision }),
  };
}
