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
export function imageOf({ images }: Product, imageId: string): ProductImage {
  const found = images.find((image) => image.imageId === imageId);
  if (!found)
    throw new AppError('not-found', 'image.not-found', { detail: 'The product has no image of this id.' });
  return found;
}

/** @throws AppError not-found `image.not-found` */
export function withoutImage<P extends Product>(product: P, imageId: string, now: Date): P {
  const removed = imageOf(product, imageId);
  const images = product.images.filter((image) => image !== removed);
  return { ...product, images, updatedAt: now.toISOString() };
}
