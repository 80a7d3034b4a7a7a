import { AppError } from '#libs/errors';
import type { Product, ProductImage } from './product.ts';

// Customers do not browse larger galleries.
export const MAX_IMAGES = 10;

export const hasImage = ({ images }: Product, imageId: string): boolean =>
  images.some((image) => image.imageId === imageId);

/** @throws AppError conflict `product.too-many-images` */
export function requireRoomForImage({ images }: Product): void {
  if (images.length < MAX_IMAGES) return;
  throw new AppError('conflict', 'product.too-many-images', {
    detail: `The limit of ${MAX_IMAGES} images is reached. Remove an image first.`,
  });
}

/** Adds an image once. @throws AppError conflict `product.too-many-images` */
export function withImage<P extends Product>(product: P, image: ProductImage, now: Date): P {
  if (hasImage(product, image.imageId)) return product;
  requireRoomForImage(product);
  return { ...product, images: [...product.images, image], updatedAt: now.toISOString() };
}

/** @throws AppError not-found `image.not-found` */
export function withoutImage<P extends Product>(product: P, imageId: string, now: Date): P {
  if (!hasImage(product, imageId))
    throw new AppError('not-found', 'image.not-found', { detail: 'The image does not exist.' });
  const images = product.images.filter((image) => image.imageId !== imageId);
  return { ...product, images, updatedAt: now.toISOString() };
}

/** The images that a change removed from a product; all of them when the product was deleted. */
export const removedImages = (before: Product, after: Product | undefined): readonly ProductImage[] =>
  before.images.filter(({ imageId }) => after === undefined || !hasImage(after, imageId));
