import { AppError } from '#libs/errors';
import { changeRecord } from '#libs/gateways';
import { setCorrelationId } from '#libs/logging';
import type { ImageBucket } from '../gateways/image-bucket.ts';
import type { ImageRenderer } from '../gateways/image-renderer.ts';
import type { ImageUploadRepository } from '../gateways/image-upload-repository.ts';
import type { ProductRepository } from '../gateways/product-repository.ts';
import { requireProduct } from '../helpers/require-product.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import {
  checkUpload,
  MAX_IMAGE_BYTES,
  parseUploadKey,
  type ImageRejectionReason,
  type ImageName,
} from '../models/image.ts';
import type { UploadedObject } from '../models/image.ts';
import { completeImageUpload } from '../models/image-upload.ts';
import { variantKey, type ImageVariant } from '../models/image-variant.ts';
import { hasImage, requireRoomForImage, withImage } from '../models/product-images.ts';

interface Dependencies {
  readonly products: Pick<ProductRepository, 'get' | 'replace'>;
  readonly uploads: Pick<ImageUploadRepository, 'get' | 'replace'>;
  readonly bucket: Pick<ImageBucket, 'read' | 'write' | 'remove'>;
  readonly renderer: ImageRenderer;
  readonly now: () => Date;
}

/**
 * Renders an uploaded image and lists it on its product, or rejects it. The uploaded object is deleted last: a retry
 * after a failure still finds it, and a repetition after success has no effect. Continues under the correlation id of the
 * request for the upload form.
 */
export async function acceptImage(key: string, deps: Dependencies): Promise<void> {
  const name = parseUploadKey(key);
  if (!name) return;
  const upload = await deps.uploads.get(name);
  if (upload) setCorrelationId(upload.originCorrelationId);
  const object = await deps.bucket.read(key, MAX_IMAGE_BYTES);
  if (!object) return;

  if (upload?.status === 'pending') {
    const rejection = await publish(name, object, deps);
    await deps.uploads.replace(completeImageUpload(upload, rejection, deps.now()));
    record(name, rejection);
  }
  await deps.bucket.remove(key);
}

/** @returns why the upload is rejected; undefined when its image is listed */
async function publish(
  name: ImageName,
  object: UploadedObject,
  deps: Dependencies,
): Promise<ImageRejectionReason | undefined> {
  const rejection = checkUpload(object);
  if (rejection !== undefined) return rejection;
  const written: ImageVariant[] = [];
  try {
    const product = await requireProduct(name.productId, deps.products);
    if (hasImage(product, name.imageId)) return undefined;
    requireRoomForImage(product);
    for (const { content, ...variant } of await deps.renderer.render(object.content, object.contentType)) {
      written.push(variant);
      await deps.bucket.write(variantKey(name, variant), `image/${variant.format}`, content);
    }
    await list(name, written, deps);
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError) || !isRejectionReason(error.code)) throw error;
    for (const variant of written) await deps.bucket.remove(variantKey(name, variant));
    return error.code;
  }
}

const list = (
  { productId, imageId }: ImageName,
  variants: readonly ImageVariant[],
  { products, now }: Dependencies,
) =>
  changeRecord({
    read: () => requireProduct(productId, products),
    change: (product) => withImage(product, { imageId, variants }, now()),
    replace: products.replace,
  });

function record(name: ImageName, reason: ImageRejectionReason | undefined): void {
  if (reason === undefined) {
    metrics.count('ImageAccepted');
    return log.info('image.listed', { ...name });
  }
  log.warn('image.rejected', { ...name, reason });
  metrics.count('ImageRejected');
}

// A retry does not change these results.
const rejectionReasons: readonly string[] = [
  'image.type-mismatch',
  'image.too-many-pixels',
  'image.unreadable',
  'product.not-found',
  'product.too-many-images',
] satisfies ImageRejectionReason[];
const isRejectionReason = (code: string): code is ImageRejectionReason => rejectionReasons.includes(code);
