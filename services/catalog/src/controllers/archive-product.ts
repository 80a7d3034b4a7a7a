import { changeRecord } from '#libs/gateways';
import type { ProductTable } from '../gateways/product-table.ts';
import { productOnSale } from '../helpers/existing-product.ts';
import { log } from '../log-events.ts';
import { changedProduct } from '../models/product.ts';

interface Dependencies {
  readonly products: Pick<ProductTable, 'get' | 'replace'>;
  readonly now: () => Date;
}

/** Takes a product off sale. It stays on record, for orders speak of it. */
export async function archiveProduct(
  productId: string,
  ifMatch: string | undefined,
  { products, now }: Dependencies,
): Promise<void> {
  await changeRecord({
    read: () => productOnSale(productId, products),
    change: (product) => changedProduct(product, { status: 'archived' }, now()),
    replace: products.replace,
    ifMatch,
  });
  log.info('product.archived', { productId });
}
