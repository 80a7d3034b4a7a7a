import { changeRecord } from '#libs/gateways';
import type { ProductTable } from '../gateways/product-table.ts';
import { existingProduct } from '../helpers/existing-product.ts';
import { log } from '../log-events.ts';
import { changedProduct, shownProduct, type ProductChange, type ShownProduct } from '../models/product.ts';

interface Dependencies {
  readonly products: Pick<ProductTable, 'get' | 'replace'>;
  readonly imagesUrl: string;
  readonly now: () => Date;
}

export async function changeProduct(
  productId: string,
  change: ProductChange,
  ifMatch: string | undefined,
  { products, imagesUrl, now }: Dependencies,
): Promise<ShownProduct> {
  const changed = await changeRecord({
    read: () => existingProduct(productId, products),
    change: (product) => changedProduct(product, change, now()),
    replace: products.replace,
    ifMatch,
  });
  log.info('product.changed', { productId, fields: Object.keys(change) });
  return shownProduct(changed, imagesUrl);
}
