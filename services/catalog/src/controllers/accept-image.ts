import { AppError } from '#libs/errors';
import { changeRecord } from '#libs/gateways';
import type { ImageBucket } from '../gateways/image-bucket.ts';
import type { ImageRenderer } from '../gateways/image-renderer.ts';
import type { ImageUploadTable } from '../gateways/image-upload-table.ts';
import type { ProductTable } from '../gateways/product-table.ts';
import { existingProduct } from '../helpers/existing-product.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { faultOf, MAX_IMAGE_BYTES, uploadFrom, type ImageFault, type ImageName } from '../models/image.ts';
import type { UploadedObject } from '../models/image.ts';
import { settledUpload } from '../models/image-upload.ts';
import { variantKey, type ImageVariant } from '../models/image-variant.ts';
import { hasImage, requireRoomForImage, withImage } from '../models/product-images.ts';

interface Dependencies {
  readonly products: Pick<ProductTable, 'get' | 'replace'>;
  readonly uploads: Pick<ImageUploadTable, 'get' | 'replace'>;
  readonly bucket: Pick<ImageBucket, 'read' | 'write' | 'remove'>;
  readonly renderer: ImageRenderer;
  readonly now: () => Date;
}

/**
 * Something was uploaded: makes what is shown of it and lists that on its product, or refuses it. The upload itself,
 * which nobody but this function reads, goes last: a repetition after a failure finds it, and one after success has
 * nothing to do.
 */
export async function acceptImage(key: string, deps: Dependencies): Promise<void> {
  const name = uploadFrom(key);
  const object = name && (await deps.bucket.read(key, MAX_IMAGE_BYTES));
  if (!name || !object) return;

  const upload = await deps.uploads.get(name);
  if (upload?.status === 'waiting') {
    const fault = await publish(name, object, deps);
    await deps.uploads.replace(settledUpload(upload, fault, deps.now()));
    tell(name, fault);
  }
  await deps.bucket.remove(key);
}

/** @returns why the upload has no place on its product, if it has none */
async function publish(
  name: ImageName,
  object: UploadedObject,
  deps: Dependencies,
): Promise<ImageFault | undefined> {
  const fault = faultOf(object);
  if (fault !== undefined) return fault;
  const written: ImageVariant[] = [];
  try {
    const product = await existingProduct(name.productId, deps.products);
    if (hasImage(product, name.imageId)) return undefined;
    requireRoomForImage(product);
    for (const { content, ...variant } of await deps.renderer.render(object.content, object.contentType)) {
      written.push(variant);
      await deps.bucket.write(variantKey(name, variant), `image/${variant.format}`, content);
    }
    await list(name, written, deps);
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError) || !isFault(error.code)) throw error;
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
    read: () => existingProduct(productId, products),
    change: (product) => withImage(product, { imageId, variants }, now()),
    replace: products.replace,
  });

function tell(name: ImageName, reason: ImageFault | undefined): void {
  if (reason === undefined) {
    metrics.count('ImageAccepted');
    return log.info('image.listed', { ...name });
  }
  log.warn('image.refused', { ...name, reason });
  metrics.count('ImageRefused');
}

// The file is none that we show, the product is gone, or others filled it up meanwhile: no repetition changes that.
const faults: readonly string[] = [
  'image.another-type',
  'image.too-many-pixels',
  'image.unreadable',
  'product.not-found',
  'product.too-many-images',
] satisfies ImageFault[];
const isFault = (code: string): code is ImageFault => faults.includes(code);
