import { changeRecord } from '#libs/gateways';
import type { ProductRepository } from '../gateways/product-repository.ts';
import { requireProduct } from '../helpers/require-product.ts';
import { log } from '../log-events.ts';
import type { ImageName } from '../models/image.ts';
import { withoutImage } from '../models/product-images.ts';

interface Dependencies {
  readonly products: Pick<ProductRepository, 'get' | 'replace'>;
  readonly now: () => Date;
}

/** Removes an image from its product. The stream of the table then invokes `remove-image-variants`. */
export async function removeImage(
  { productId, imageId }: ImageName,
  { products, now }: Dependencies,
): Promise<void> {
  await changeRecord({
    read: () => requireProduct(productId, products),
    change: (product) => withoutImage(product, imageId, now()),
    replace: products.replace,
  });
  log.info('image.removed', { productId, imageId });
}
