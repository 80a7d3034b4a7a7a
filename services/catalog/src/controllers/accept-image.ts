import { AppError } from '#libs/errors';
import { changeRecord } from '#libs/gateways';
import { count, log } from '#libs/logging';
import type { ImageBucket } from '../gateways/image-bucket.ts';
import type { ProductTable } from '../gateways/product-table.ts';
import { existingProduct } from '../helpers/existing-product.ts';
import { checkedImage, imageKey, SIGNATURE_BYTES, uploadFrom, type ImageType } from '../models/image.ts';
import { hasImage, withImage } from '../models/product-images.ts';

interface Needs {
  readonly products: Pick<ProductTable, 'get' | 'replace'>;
  readonly bucket: Pick<ImageBucket, 'inspect' | 'copy' | 'remove'>;
  readonly now: () => Date;
}

interface Upload {
  readonly productId: string;
  readonly imageId: string;
  readonly key: string;
}

/**
 * Something was uploaded: lists it on its product if it is an image, and removes it if it is not. The upload itself
 * goes last, so that a repetition after a failure finds it, and one after success has nothing to do.
 */
export async function acceptImage(key: string, needs: Needs): Promise<void> {
  const name = uploadFrom(key);
  const object = await needs.bucket.inspect(key, SIGNATURE_BYTES);
  if (!name || !object) return;

  const upload = { ...name, key };
  const checked = checkedImage(object);
  const fault = 'fault' in checked ? checked.fault : await publish(upload, checked.type, needs);
  if (fault !== undefined) {
    log.warn('image.refused', { ...name, fault });
    count('ImageRefused');
  }
  await needs.bucket.remove(key);
}

/** @returns why the image has no place on its product, if it has none */
async function publish(
  { productId, imageId, key }: Upload,
  contentType: ImageType,
  { products, bucket, now }: Needs,
): Promise<string | undefined> {
  const publicKey = imageKey({ productId, imageId });
  await bucket.copy(key, publicKey, contentType);
  try {
    if (hasImage(await existingProduct(productId, products), imageId)) return undefined;
    await changeRecord({
      read: () => existingProduct(productId, products),
      change: (product) => withImage(product, { imageId, contentType }, now()),
      replace: products.replace,
    });
    log.info('image.listed', { productId, imageId });
    return undefined;
  } catch (error) {
    const isFinal = error instanceof AppError && NO_PLACE.has(error.code);
    if (!isFinal) throw error;
    await bucket.remove(publicKey);
    return error.code;
  }
}

/** The product is gone, or others filled it up meanwhile. */
const NO_PLACE = new Set(['product.not-found', 'product.too-many-images']);
