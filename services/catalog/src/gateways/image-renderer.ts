import type { ImageVariant } from '../models/image-variant.ts';

/** A variant with its content. */
export interface Rendition extends ImageVariant {
  readonly content: Uint8Array;
}

/** Renders the public variants of an uploaded image. */
export interface ImageRenderer {
  /**
   * Renders every size in every format, none larger than the original. Only pixels are kept: no EXIF data, location,
   * color profile or appended data. The same upload always results in the same bytes.
   *
   * @throws AppError unprocessable `image.too-many-pixels`, `image.type-mismatch` or `image.unreadable`
   */
  render(original: Uint8Array, contentType: string): Promise<Rendition[]>;
}
