import { createRequire } from 'node:module';
import { AppError } from '#libs/errors';
import type sharpPackage from 'sharp';
import type { Sharp } from 'sharp';
import type { ImageFormat } from '../models/image-variant.ts';
import type { ImageRenderer, Rendition } from './image-renderer.ts';

// Lambda's NODE_PATH, which includes the layer, applies to `require` but not to `import`.
const sharp = createRequire(import.meta.url)('sharp') as typeof sharpPackage;

// The largest photographs of telephones, 200 MB when decoded. A file of some kilobytes can claim any size.
const MAX_PIXELS = 50_000_000;
// A photograph of 12 megapixels takes less than one second; a file that takes this long is malicious.
const DECODING_SECONDS = 15;
// Limits the height of extremely tall images.
const MAX_HEIGHT_TO_WIDTH = 3;

// libvips reads a hundred formats, each with its own parser: allow only the accepted ones.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
// An execution environment rarely processes the same image twice.
sharp.cache(false);

/** The default quality of libvips: visually equal to the original. */
const encoders: Readonly<Record<ImageFormat, (picture: Sharp) => Sharp>> = {
  webp: (picture) => picture.webp({ quality: 80, effort: 4 }),
  // Measured at 1280 x 960: effort 3 takes 0.7 s; 4 takes ten times as long, and saves 4 % of the bytes.
  avif: (picture) => picture.avif({ quality: 50, effort: 3 }),
};

/** @param sizes  widths in pixels */
export const sharpImageRenderer = (sizes: readonly number[]): ImageRenderer => ({
  async render(original, contentType) {
    await check(original, contentType);
    const { data, info } = await decode(original, Math.max(...sizes));
    const { width, height, channels } = info;
    const picture = () => sharp(data, { raw: { width, height, channels } });
    const renditions: Rendition[] = [];
    for (const size of sizes)
      for (const [format, encode] of Object.entries(encoders) as [ImageFormat, (typeof encoders)['webp']][]) {
        const output = await encode(resizeWithin(picture(), size)).toBuffer({ resolveWithObject: true });
        renditions.push({
          format,
          size,
          width: output.info.width,
          height: output.info.height,
          content: output.data,
        });
      }
    return renditions;
  },
});

/** Reads only the header. */
async function check(original: Uint8Array, contentType: string): Promise<void> {
  const { width, height, format } = await readHeader(original).catch(rejectAs('image.unreadable'));
  if (`image/${format}` !== contentType) throw rejection('image.type-mismatch');
  if (width * height > MAX_PIXELS) throw rejection('image.too-many-pixels');
}

const readHeader = async (original: Uint8Array) => sharp(original, { limitInputPixels: false }).metadata();

/** Decodes to upright sRGB pixels in the largest required size. Of an animation it decodes the first frame. */
const decode = (original: Uint8Array, size: number) =>
  resizeWithin(
    sharp(original, {
      limitInputPixels: MAX_PIXELS,
      failOn: 'error',
      sequentialRead: true,
      pages: 1,
    }).autoOrient(),
    size,
  )
    .toColorspace('srgb')
    .timeout({ seconds: DECODING_SECONDS })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(rejectAs('image.unreadable'));

const resizeWithin = (picture: Sharp, size: number) =>
  picture.resize({
    width: size,
    height: size * MAX_HEIGHT_TO_WIDTH,
    fit: 'inside',
    withoutEnlargement: true,
  });

const rejection = (code: string, cause?: unknown) => new AppError('unprocessable', code, { cause });
const rejectAs =
  (code: string) =>
  (cause: unknown): never => {
    throw rejection(code, cause);
  };
