import { changeRecord } from '#libs/gateways';
import type { ImageBucket } from '../gateways/image-bucket.ts';
import type { ProductTable } from '../gateways/product-table.ts';
import { existingProduct } from '../helpers/existing-product.ts';
import { log } from '../log-events.ts';
import type { ImageName } from '../models/image.ts';
import { variantKey, type ImageVariant } from '../models/image-variant.ts';
import { imageOf, withoutImage } from '../models/product-images.ts';

interface Needs {
  readonly products: Pick<ProductTable, 'get' | 'replace'>;
  readonly bucket: Pick<ImageBucket, 'remove'>;
  readonly now: () => Date;
}

export async function removeImage(
  { productId, imageId }: ImageName,
  { products, bucket, now }: Needs,
): Promise<void> {
  let variants: readonly ImageVariant[] = [];
  await changeRecord({
    read: () => existingProduct(productId, products),
    change(product) {
      variants = imageOf(product, imageId).variants;
      return withoutImage(product, imageId, now());
    },
    replace: products.replace,
  });
  for (const variant of variants) await bucket.remove(variantKey({ productId, imageId }, variant));
  log.info('image.removed', { productId, imageId });
}
