import type { RecordedChange } from '#libs/lambda';
import type { ImageBucket } from '../gateways/image-bucket.ts';
import { log } from '../log-events.ts';
import { variantKey } from '../models/image-variant.ts';
import { imagesGone } from '../models/product-images.ts';
import type { Product } from '../models/product.ts';

interface Dependencies {
  readonly bucket: Pick<ImageBucket, 'remove'>;
}

/** Takes the pictures of an image that its product lists no more from where everybody reads. */
export async function removePictures(
  { change: { before, after } }: Pick<RecordedChange, 'change'>,
  { bucket }: Dependencies,
): Promise<void> {
  const [was, is] = [before, after] as unknown as (Product | undefined)[];
  if (!was) return;
  const { productId } = was;
  for (const { imageId, variants } of imagesGone(was, is)) {
    for (const variant of variants) await bucket.remove(variantKey({ productId, imageId }, variant));
    log.info('image.pictures-removed', { productId, imageId });
  }
}
