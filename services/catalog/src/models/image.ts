import { Type, type Static } from 'typebox';

/** The accepted types of an upload. Its public variants are {@link ImageVariant}. */
export const ImageType = Type.Union(
  [Type.Literal('image/jpeg'), Type.Literal('image/png'), Type.Literal('image/webp')],
  { title: 'ImageType' },
);
export type ImageType = Static<typeof ImageType>;

/** Why an upload is rejected. */
export const ImageRejectionReason = Type.Union(
  [
    Type.Literal('image.too-large'),
    Type.Literal('image.not-an-image'),
    Type.Literal('image.type-mismatch'),
    Type.Literal('image.too-many-pixels'),
    Type.Literal('image.unreadable'),
    Type.Literal('product.not-found'),
    Type.Literal('product.too-many-images'),
  ],
  { title: 'ImageRejectionReason' },
);
export type ImageRejectionReason = Static<typeof ImageRejectionReason>;

// A well compressed photograph of 12 megapixels.
export const MAX_IMAGE_BYTES = 5 * 1024 * 1024;

/** Identifies an image of a product. */
export interface ImageName {
  readonly productId: string;
  readonly imageId: string;
}

/** The key of an uploaded object, which is not public. */
export const uploadKey = ({ productId, imageId }: ImageName): string => `uploads/${productId}/${imageId}`;

/** @returns undefined for a key that {@link uploadKey} does not create */
export function parseUploadKey(key: string): ImageName | undefined {
  const [, productId, imageId] = /^uploads\/(prd_[0-9a-z]{36})\/(img_[0-9a-z]{36})$/.exec(key) ?? [];
  return productId !== undefined && imageId !== undefined ? { productId, imageId } : undefined;
}

/**
 * Detects the type of an image from its first bytes. https://mimesniff.spec.whatwg.org/#image-type-pattern-matching-algorithm
 *
 * @returns undefined for any other type
 */
export function detectImageType(content: Uint8Array): ImageType | undefined {
  const hasBytes = (text: string, at = 0) =>
    [...text].every((character, index) => content[at + index] === character.charCodeAt(0));
  if (hasBytes('\xFF\xD8\xFF')) return 'image/jpeg';
  if (hasBytes('\x89PNG\r\n\x1A\n')) return 'image/png';
  if (hasBytes('RIFF') && hasBytes('WEBP', 8)) return 'image/webp';
  return undefined;
}

/** An object in the bucket. */
export interface UploadedObject {
  /** As the client declared it. */
  readonly contentType: string;
  readonly bytes: number;
  /** Truncated when the object is larger than requested. */
  readonly content: Uint8Array;
}

/** Checks an object before it is decoded. */
export function checkUpload({
  contentType,
  bytes,
  content,
}: UploadedObject): ImageRejectionReason | undefined {
  if (bytes > MAX_IMAGE_BYTES) return 'image.too-large';
  const type = detectImageType(content);
  if (type === undefined) return 'image.not-an-image';
  return type === contentType ? undefined : 'image.type-mismatch';
}
