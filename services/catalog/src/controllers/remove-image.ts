import { changeRecord } from '#libs/gateways';
import type { ProductTable } from '../gateways/product-table.ts';
import { existingProduct } from '../helpers/existing-product.ts';
import { log } from '../log-events.ts';
import type { ImageName } from '../models/image.ts';
import { withoutImage } from '../models/product-images.ts';

interface Dependencies {
  readonly products: Pick<ProductTable, 'get' | 'replace'>;
  readonly now: () => Date;
}

/** Takes an image off its product; the table's stream then has its pictures removed. */
export async function removeImage(
  { productId, imageId }: ImageName,
  { products, now }: Dependencies,
): Promise<void> {
  await changeRecord({
    read: () => existingProduct(productId, products),
    change: (product) => withoutImage(product, imageId, now()),
    replace: products.replace,
  });
  log.info('image.removed', { productId, imageId });
}
