import { newId } from '#libs/models';
import type { ProductTable } from '../gateways/product-table.ts';
import { log } from '../log-events.ts';
import { newProduct, shownProduct, type NewProduct, type ShownProduct } from '../models/product.ts';

interface Dependencies {
  readonly products: Pick<ProductTable, 'insert'>;
  readonly imagesUrl: string;
  readonly now: () => Date;
}

export async function createProduct(
  request: NewProduct,
  { products, imagesUrl, now }: Dependencies,
): Promise<ShownProduct> {
  const product = newProduct(newId('prd', now().getTime()), request, now());
  const inserted = await products.insert(product);
  log.info('product.created', { productId: product.productId });
  return shownProduct(inserted, imagesUrl);
}
