import { Type, type Static } from 'typebox';

/** What may be uploaded. What is shown is made from it: {@link ImageVariant}. */
export const ImageType = Type.Union([
  Type.Literal('image/jpeg'),
  Type.Literal('image/png'),
  Type.Literal('image/webp'),
]);
export type ImageType = Static<typeof ImageType>;

/** Why an upload does not become an image of its product. */
export const ImageFault = Type.Union([
  Type.Literal('image.too-large'),
  Type.Literal('image.not-an-image'),
  Type.Literal('image.another-type'),
  Type.Literal('image.too-many-pixels'),
  Type.Literal('image.unreadable'),
  Type.Literal('product.not-found'),
  Type.Literal('product.too-many-images'),
]);
export type ImageFault = Static<typeof ImageFault>;

// A photograph of 12 megapixels, well compressed.
export const MAX_IMAGE_BYTES = 5 * 1024 * 1024;

/** One image of a product, by its ids. */
export interface ImageName {
  readonly productId: string;
  readonly imageId: string;
}

/** Where an image is posted to; nobody may read there. */
export const uploadKey = ({ productId, imageId }: ImageName): string => `uploads/${productId}/${imageId}`;

/** @returns undefined where the key is none of {@link uploadKey} */
export function uploadFrom(key: string): ImageName | undefined {
  const [, productId, imageId] = /^uploads\/(prd_[0-9a-z]{36})\/(img_[0-9a-z]{36})$/.exec(key) ?? [];
  return productId !== undefined && imageId !== undefined ? { productId, imageId } : undefined;
}

/**
 * The type of an image by its first bytes, whatever it claims to be. https://mimesniff.spec.whatwg.org/#image-type-pattern-matching-algorithm
 *
 * @returns undefined for anything but the types we take
 */
export function imageTypeOf(content: Uint8Array): ImageType | undefined {
  const begins = (text: string, at = 0) =>
    [...text].every((character, index) => content[at + index] === character.charCodeAt(0));
  if (begins('\xFF\xD8\xFF')) return 'image/jpeg';
  if (begins('\x89PNG\r\n\x1A\n')) return 'image/png';
  if (begins('RIFF') && begins('WEBP', 8)) return 'image/webp';
  return undefined;
}

/** What arrived in the bucket. */
export interface UploadedObject {
  /** As its sender claims. */
  readonly contentType: string;
  readonly bytes: number;
  /** All of it, unless it is larger than was asked for. */
  readonly content: Uint8Array;
}

/** Why an object is none that we would even decode. */
export function faultOf({ contentType, bytes, content }: UploadedObject): ImageFault | undefined {
  if (bytes > MAX_IMAGE_BYTES) return 'image.too-large';
  const type = imageTypeOf(content);
  if (type === undefined) return 'image.not-an-image';
  return type === contentType ? undefined : 'image.another-type';
}
