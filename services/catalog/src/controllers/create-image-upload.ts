import { correlationId } from '#libs/logging';
import { newId } from '#libs/models';
import type { ImageBucket } from '../gateways/image-bucket.ts';
import type { ImageUploadRepository } from '../gateways/image-upload-repository.ts';
import type { ProductRepository } from '../gateways/product-repository.ts';
import { requireProduct } from '../helpers/require-product.ts';
import { requireRoomForImage } from '../models/product-images.ts';
import { MAX_IMAGE_BYTES, uploadKey, type ImageType } from '../models/image.ts';
import { newImageUpload, type ImageUploadForm } from '../models/image-upload.ts';

interface Dependencies {
  readonly products: Pick<ProductRepository, 'get'>;
  readonly uploads: Pick<ImageUploadRepository, 'insert'>;
  readonly bucket: Pick<ImageBucket, 'uploadForm'>;
  readonly now: () => Date;
}

// Enough to upload 5 MB over a slow connection.
const LIFETIME_SECONDS = 300;

export async function createImageUpload(
  productId: string,
  contentType: ImageType,
  { products, uploads, bucket, now }: Dependencies,
): Promise<ImageUploadForm> {
  requireRoomForImage(await requireProduct(productId, products));
  const imageId = newId('img', now().getTime());
  const { url, fields } = await bucket.uploadForm({
    key: uploadKey({ productId, imageId }),
    contentType,
    maxBytes: MAX_IMAGE_BYTES,
    lifetimeSeconds: LIFETIME_SECONDS,
  });
  await uploads.insert(
    newImageUpload({ productId, imageId }, { contentType, correlationId: correlationId() }, now()),
  );
  const expiresAt = new Date(now().getTime() + LIFETIME_SECONDS * 1000).toISOString();
  return { imageId, url, fields: { ...fields }, maxBytes: MAX_IMAGE_BYTES, expiresAt };
}
