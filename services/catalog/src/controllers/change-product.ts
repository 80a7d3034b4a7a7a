import { changeRecord } from '#libs/gateways';
import type { ProductRepository } from '../gateways/product-repository.ts';
import { requireProduct } from '../helpers/require-product.ts';
import { log } from '../log-events.ts';
import {
  applyProductChange,
  toProductView,
  type ProductChange,
  type ProductView,
} from '../models/product.ts';

interface Dependencies {
  readonly products: Pick<ProductRepository, 'get' | 'replace'>;
  readonly imagesUrl: string;
  readonly now: () => Date;
}

export async function changeProduct(
  productId: string,
  change: ProductChange,
  ifMatch: string | undefined,
  { products, imagesUrl, now }: Dependencies,
): Promise<ProductView> {
  const changed = await changeRecord({
    read: () => requireProduct(productId, products),
    change: (product) => applyProductChange(product, change, now()),
    replace: products.replace,
    ifMatch,
  });
  log.info('product.changed', { productId, fields: Object.keys(change) });
  return toProductView(changed, imagesUrl);
}
