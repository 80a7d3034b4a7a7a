import { changeRecord } from '#libs/gateways';
import { log } from '#libs/logging';
import type { ImageBucket } from '../gateways/image-bucket.ts';
import type { ProductTable } from '../gateways/product-table.ts';
import { existingProduct } from '../helpers/existing-product.ts';
import { imageKey, type ImageName } from '../models/image.ts';
import { withoutImage } from '../models/product-images.ts';

interface Needs {
  readonly products: Pick<ProductTable, 'get' | 'replace'>;
  readonly bucket: Pick<ImageBucket, 'remove'>;
  readonly now: () => Date;
}

export async function removeImage(
  { productId, imageId }: ImageName,
  { products, bucket, now }: Needs,
): Promise<void> {
  await changeRecord({
    read: () => existingProduct(productId, products),
    change: (product) => withoutImage(product, imageId, now()),
    replace: products.replace,
  });
  await bucket.remove(imageKey({ productId, imageId }));
  log.info('image.removed', { productId, imageId });
}
