import { Type, type Static } from 'typebox';

/** What all browsers show. */
export const ImageType = Type.Union([
  Type.Literal('image/jpeg'),
  Type.Literal('image/png'),
  Type.Literal('image/webp'),
]);
export type ImageType = Static<typeof ImageType>;

// A photograph of 12 megapixels, well compressed.
export const MAX_IMAGE_BYTES = 5 * 1024 * 1024;

/** As many bytes as it takes to tell the type. */
export const SIGNATURE_BYTES = 12;

/** One image of a product, by its ids. */
export interface ImageName {
  readonly productId: string;
  readonly imageId: string;
}

/** Where an image is posted to; nobody may read there. */
export const uploadKey = ({ productId, imageId }: ImageName): string => `uploads/${productId}/${imageId}`;

/** Where everybody may read an image, once it has turned out to be one. */
export const imageKey = ({ productId, imageId }: ImageName): string => `images/${productId}/${imageId}`;

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
export function imageTypeOf(firstBytes: Uint8Array): ImageType | undefined {
  const begins = (text: string, at = 0) =>
    [...text].every((character, index) => firstBytes[at + index] === character.charCodeAt(0));
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
  readonly firstBytes: Uint8Array;
}

/** @returns its type, or why it is none of ours */
export function checkedImage({
  contentType,
  bytes,
  firstBytes,
}: UploadedObject):
  { readonly type: ImageType } | { readonly fault: 'too-large' | 'no-image' | 'another-type' } {
  if (bytes > MAX_IMAGE_BYTES) return { fault: 'too-large' };
  const type = imageTypeOf(firstBytes);
  if (type === undefined) return { fault: 'no-image' };
  return type === contentType ? { type } : { fault: 'another-type' };
}
