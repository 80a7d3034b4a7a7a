import { AppError } from '#libs/errors';
import type { Product, ProductImage } from './product.ts';

// A gallery that a buyer still looks through.
export const MAX_IMAGES = 10;

export const hasImage = ({ images }: Product, imageId: string): boolean =>
  images.some((image) => image.imageId === imageId);

/** @throws AppError conflict `product.too-many-images` */
export function requireRoomForImage({ images }: Product): void {
  if (images.length < MAX_IMAGES) return;
  throw new AppError('conflict', 'product.too-many-images', {
    detail: `The product has ${MAX_IMAGES} images, the most there may be. Remove one first.`,
  });
}

/** Lists an image once. @throws AppError conflict `product.too-many-images` */
export function withImage<P extends Product>(product: P, image: ProductImage, now: Date): P {
  if (hasImage(product, image.imageId)) return product;
  requireRoomForImage(product);
  return { ...product, images: [...product.images, image], updatedAt: now.toISOString() };
}

/** @throws AppError not-found `image.not-found` */
export function withoutImage<P extends Product>(product: P, imageId: string, now: Date): P {
  if (!hasImage(product, imageId))
    throw new AppError('not-found', 'image.not-found', { detail: 'The product has no image of this id.' });
  const images = product.images.filter((image) => image.imageId !== imageId);
  return { ...product, images, updatedAt: now.toISOString() };
}

/** Images that a product had and has no more, also where it is no more itself. */
export const imagesGone = (before: Product, after: Product | undefined): readonly ProductImage[] =>
  before.images.filter(({ imageId }) => after === undefined || !hasImage(after, imageId));
