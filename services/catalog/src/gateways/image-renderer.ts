import type { ImageVariant } from '../models/image-variant.ts';

/** A variant, and the picture itself. */
export interface Rendition extends ImageVariant {
  readonly content: Uint8Array;
}

/** Makes what is shown from what was uploaded. */
export interface ImageRenderer {
  /**
   * Every size in every format, none larger than the original, and nothing of the original but what one sees: no
   * EXIF, no place, no color profile, and nothing hidden behind the image. The same upload makes the same bytes.
   *
   * @throws AppError unprocessable `image.too-many-pixels`, `image.another-type` or `image.unreadable`
   */
  render(original: Uint8Array, contentType: string): Promise<Rendition[]>;
}
