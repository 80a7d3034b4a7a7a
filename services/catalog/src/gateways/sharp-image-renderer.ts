import { createRequire } from 'node:module';
import { AppError } from '#libs/errors';
import type sharpPackage from 'sharp';
import type { Sharp } from 'sharp';
import type { ImageFormat } from '../models/image-variant.ts';
import type { ImageRenderer, Rendition } from './image-renderer.ts';

// From the layer: Lambda's NODE_PATH, which leads there, counts for `require` and not for `import`.
const sharp = createRequire(import.meta.url)('sharp') as typeof sharpPackage;

// What a telephone takes, and 200 MB once decoded. A file of some kilobytes may claim to be of any size.
const MAX_PIXELS = 50_000_000;
// A photograph of 12 megapixels takes less than one; a file that takes this long is made for it.
const DECODING_SECONDS = 15;
// Someone's panorama on its end: what is taller than this many times its width is shrunk until it is not.
const MAX_HEIGHT_TO_WIDTH = 3;

// libvips reads a hundred formats, each with its own parsers: let it try no other than ours.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
// An environment seldom sees the same image again.
sharp.cache(false);

/** libvips' own defaults of quality: one sees no difference from the original. */
const encoders: Readonly<Record<ImageFormat, (picture: Sharp) => Sharp>> = {
  webp: (picture) => picture.webp({ quality: 80, effort: 4 }),
  // Measured at 1280 x 960: effort 3 takes 0.7 s; 4 takes ten times as long, and saves 4 % of the bytes.
  avif: (picture) => picture.avif({ quality: 50, effort: 3 }),
};

/** @param sizes  widths in pixels */
export const sharpImageRenderer = (sizes: readonly number[]): ImageRenderer => ({
  async render(original, contentType) {
    await check(original, contentType);
    const { data, info } = await decoded(original, Math.max(...sizes));
    const { width, height, channels } = info;
    const picture = () => sharp(data, { raw: { width, height, channels } });
    const renditions: Rendition[] = [];
    for (const size of sizes)
      for (const [format, encode] of Object.entries(encoders) as [ImageFormat, (typeof encoders)['webp']][]) {
        const made = await encode(within(picture(), size)).toBuffer({ resolveWithObject: true });
        renditions.push({
          format,
          size,
          width: made.info.width,
          height: made.info.height,
          content: made.data,
        });
      }
    return renditions;
  },
});

/** By its header alone. */
async function check(original: Uint8Array, contentType: string): Promise<void> {
  const { width, height, format } = await headerOf(original).catch(refuse('image.unreadable'));
  if (`image/${format}` !== contentType) throw refusal('image.another-type');
  if (width * height > MAX_PIXELS) throw refusal('image.too-many-pixels');
}

const headerOf = async (original: Uint8Array) => sharp(original, { limitInputPixels: false }).metadata();

/** The pixels, upright, in sRGB, of the largest size that is needed. Of an animation, the first frame. */
const decoded = (original: Uint8Array, size: number) =>
  within(
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
    .catch(refuse('image.unreadable'));

const within = (picture: Sharp, size: number) =>
  picture.resize({
    width: size,
    height: size * MAX_HEIGHT_TO_WIDTH,
    fit: 'inside',
    withoutEnlargement: true,
  });

const refusal = (code: string, cause?: unknown) => new AppError('unprocessable', code, { cause });
const refuse =
  (code: string) =>
  (cause: unknown): never => {
    throw refusal(code, cause);
  };
