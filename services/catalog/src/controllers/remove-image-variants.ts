import type { RecordedChange } from '#libs/lambda';
import type { ImageBucket } from '../gateways/image-bucket.ts';
import { log } from '../log-events.ts';
import { variantKey } from '../models/image-variant.ts';
import { removedImages } from '../models/product-images.ts';
import type { Product } from '../models/product.ts';

interface Dependencies {
  readonly bucket: Pick<ImageBucket, 'remove'>;
}

/** Deletes the public variants of images that a change removed from their product. */
export async function removeImageVariants(
  { change }: Pick<RecordedChange, 'change'>,
  { bucket }: Dependencies,
): Promise<void> {
  const [before, after] = [change.before, change.after] as unknown as (Product | undefined)[];
  if (!before) return;
  const { productId } = before;
  for (const { imageId, variants } of removedImages(before, after)) {
    for (const variant of variants) await bucket.remove(variantKey({ productId, imageId }, variant));
    log.info('image.variants-removed', { productId, imageId });
  }
}
