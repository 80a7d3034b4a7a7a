import type { ProductCopies } from '../src/gateways/product-copies.ts';
import type { ProductCopy } from '../src/models/product-copy.ts';

/** Copies in memory; they pass the same contract test as those on DynamoDB. */
export function inMemoryProductCopies(given: readonly ProductCopy[] = []): ProductCopies {
  const copies = new Map(given.map((copy) => [copy.productId, copy]));
  const keep = (
    productId: string,
    revisionName: 'productRevision' | 'stockRevision',
    half: Partial<ProductCopy>,
  ) => {
    const known = copies.get(productId) ?? { productId };
    if ((known[revisionName] ?? 0) < half[revisionName]!) copies.set(productId, { ...known, ...half });
  };
  return {
    read: async (productIds) => [...new Set(productIds)].flatMap((productId) => copies.get(productId) ?? []),
    keepProduct: async ({ revision, data: { productId, title, price, status } }) =>
      keep(productId, 'productRevision', { title, price, status, productRevision: revision }),
    keepStock: async ({ revision, data: { productId, available } }) =>
      keep(productId, 'stockRevision', { available, stockRevision: revision }),
  };
}
