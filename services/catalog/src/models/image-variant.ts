import { Type, type Static } from 'typebox';
import type { ImageName } from './image.ts';

export const ImageFormat = Type.Union([Type.Literal('avif'), Type.Literal('webp')]);
export type ImageFormat = Static<typeof ImageFormat>;

/** One of the pictures that are made from an upload, and shown. */
export const ImageVariant = Type.Object({
  format: ImageFormat,
  /** Pixels that it was to be wide; an image that is smaller is not enlarged. */
  size: Type.Integer({ minimum: 1 }),
  width: Type.Integer({ minimum: 1 }),
  height: Type.Integer({ minimum: 1 }),
});
export type ImageVariant = Static<typeof ImageVariant>;

type VariantName = Pick<ImageVariant, 'format' | 'size'>;

/** Where everybody may read a variant. The same upload always makes the same keys. */
export const variantKey = ({ productId, imageId }: ImageName, { size, format }: VariantName): string =>
  `images/${productId}/${imageId}/${size}.${format}`;

/** What is shown where one picture has to do: in the middle size, in the format that every browser reads. */
export function defaultVariant(variants: readonly ImageVariant[]): ImageVariant {
  const inSizes = variants
    .filter(({ format }) => format === 'webp')
    .toSorted((one, other) => one.size - other.size);
  return inSizes[Math.floor((inSizes.length - 1) / 2)]!;
}

/**
 * @param text  widths in pixels, as a function's environment holds them: `320,640,1280`
 * @throws Error when it is no such list
 */
export function imageSizes(text: string): number[] {
  const sizes = text.split(',').map(Number);
  if (sizes.every((size) => Number.isInteger(size) && size > 0)) return sizes;
  throw new Error(`IMAGE_SIZES is "${text}": write widths in pixels, such as 320,640,1280.`);
}
