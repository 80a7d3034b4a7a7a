import { Type, type Static } from 'typebox';
import type { ImageName } from './image.ts';

export const ImageFormat = Type.Union([Type.Literal('avif'), Type.Literal('webp')]);
export type ImageFormat = Static<typeof ImageFormat>;

/** A public rendition of an uploaded image. */
export const ImageVariant = Type.Object(
  {
    format: ImageFormat,
    /** The target width in pixels; smaller images are not enlarged. */
    size: Type.Integer({ minimum: 1 }),
    width: Type.Integer({ minimum: 1 }),
    height: Type.Integer({ minimum: 1 }),
  },
  { title: 'ImageVariant' },
);
export type ImageVariant = Static<typeof ImageVariant>;

type VariantName = Pick<ImageVariant, 'format' | 'size'>;

/** The public key of a variant. The same upload always has the same keys. */
export const variantKey = ({ productId, imageId }: ImageName, { size, format }: VariantName): string =>
  `images/${productId}/${imageId}/${size}.${format}`;

/** The variant for clients that display only one: the middle size in WebP, which all browsers support. */
export function defaultVariant(variants: readonly ImageVariant[]): ImageVariant {
  const bySize = variants
    .filter(({ format }) => format === 'webp')
    .toSorted((one, other) => one.size - other.size);
  return bySize[Math.floor((bySize.length - 1) / 2)]!;
}

/**
 * @param text  widths in pixels, separated by commas: `320,640,1280`
 * @throws Error when the text is invalid
 */
export function imageSizes(text: string): number[] {
  const sizes = text.split(',').map(Number);
  if (sizes.every((size) => Number.isInteger(size) && size > 0)) return sizes;
  throw new Error(`Invalid IMAGE_SIZES "${text}". Set widths in pixels, such as 320,640,1280.`);
}
