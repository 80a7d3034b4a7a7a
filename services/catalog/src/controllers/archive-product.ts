import { changeRecord } from '#libs/gateways';
import type { ProductRepository } from '../gateways/product-repository.ts';
import { requireActiveProduct } from '../helpers/require-product.ts';
import { log } from '../log-events.ts';
import { applyProductChange } from '../models/product.ts';

interface Dependencies {
  readonly products: Pick<ProductRepository, 'get' | 'replace'>;
  readonly now: () => Date;
}

/** Archives a product. The record is kept, because orders refer to it. */
export async function archiveProduct(
  productId: string,
  ifMatch: string | undefined,
  { products, now }: Dependencies,
): Promise<void> {
  await changeRecord({
    read: () => requireActiveProduct(productId, products),
    change: (product) => applyProductChange(product, { status: 'archived' }, now()),
    replace: products.replace,
    ifMatch,
  });
  log.info('product.archived', { productId });
}
