import { newId } from '#libs/models';
import { newCategory } from '../src/models/category.ts';
import { newProduct, type ProductImage } from '../src/models/product.ts';

export const NOON = new Date('2030-01-01T12:00:00.000Z');

export const lampRequest = (categoryId: string) => ({
  title: 'Desk Lamp',
  description: 'Turns every way.',
  categoryId,
  price: { amount: 7490, currency: 'EUR' },
  attributes: { material: 'oak', color: 'white' },
});

export const sampleCategory = (name = 'Lamps') =>
  newCategory(newId('cat'), { name, description: 'Light where it is needed.' }, NOON);

export const sampleProduct = (categoryId: string, productId = newId('prd')) =>
  newProduct(productId, lampRequest(categoryId), NOON);

/** The image of an upload with 800 by 600 pixels. */
export const sampleImage = (imageId: string): ProductImage => ({
  imageId,
  variants: [320, 640, 1280].flatMap((size) =>
    (['webp', 'avif'] as const).map((format) => {
      const width = Math.min(size, 800);
      return { format, size, width, height: width * 0.75 };
    }),
  ),
});

/** A PNG of one pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
