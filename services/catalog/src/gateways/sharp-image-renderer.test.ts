import { crc32 } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { sharpImageRenderer } from './sharp-image-renderer.ts';

const renderer = sharpImageRenderer([320, 640, 1280]);
// The renderer blocks all other formats of libvips in the whole process.
sharp.unblock({ operation: ['VipsForeignLoadHeif'] });

const blank = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background: { r: 200, g: 30, b: 30, alpha: 0.5 } } });
/** Red above, blue below. */
const twoColors = async (width: number, height: number) => {
  const below = await sharp({ create: { width, height: height / 2, channels: 3, background: 'blue' } })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 3, background: 'red' } }).composite([
    { input: below, gravity: 'south' },
  ]);
};
const colorAt = async (picture: Uint8Array, left: number, top: number) => {
  const { data } = await sharp(picture)
    .extract({ left, top, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [red = 0, , blue = 0] = data;
  return red > blue ? 'red' : 'blue';
};
const toSizes = (renditions: Awaited<ReturnType<typeof renderer.render>>) =>
  renditions.map(({ format, size, width, height }) => `${format} ${size}: ${width}x${height}`);

/** A PNG with any size in its header and any pixel data. */
function forgedPng(width: number, height: number, pixels: Uint8Array): Buffer {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    checksum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, checksum]);
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const signature = Buffer.from('\x89PNG\r\n\x1A\n', 'latin1');
  const chunks = [chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...chunks]);
}

describe('render', () => {
  it('returns each size in each format, with its real dimensions', async () => {
    const original = await (await twoColors(2000, 1000)).jpeg().toBuffer();
    const renditions = await renderer.render(original, 'image/jpeg');
    expect(toSizes(renditions)).toEqual([
      'webp 320: 320x160',
      'avif 320: 320x160',
      'webp 640: 640x320',
      'avif 640: 640x320',
      'webp 1280: 1280x640',
      'avif 1280: 1280x640',
    ]);
    for (const { format, width, height, content } of renditions) {
      const { format: decoded, ...metadata } = await sharp(content).metadata();
      expect(metadata).toMatchObject({ width, height, space: 'srgb' });
      expect(decoded).toBe(format === 'avif' ? 'heif' : 'webp');
      expect(await colorAt(content, 10, height - 10)).toBe('blue');
    }
  });

  it('never enlarges the original, and keeps transparency', async () => {
    const renditions = await renderer.render(await blank(400, 300, 4).png().toBuffer(), 'image/png');
    expect(toSizes(renditions).slice(2)).toEqual([
      'webp 640: 400x300',
      'avif 640: 400x300',
      'webp 1280: 400x300',
      'avif 1280: 400x300',
    ]);
    for (const { content } of renditions) expect((await sharp(content).metadata()).hasAlpha).toBe(true);
  });

  it('returns the same bytes for the same upload', async () => {
    const original = await blank(500, 400).webp().toBuffer();
    expect(await renderer.render(original, 'image/webp')).toEqual(
      await renderer.render(original, 'image/webp'),
    );
  });

  it('rotates images upright and removes their metadata', async () => {
    const original = await (
      await twoColors(400, 600)
    )
      .withExif({
        IFD0: { Model: 'Telephone of Ada', Orientation: '6' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 30/1 0/1' },
      })
      .withMetadata({ orientation: 6, density: 300 })
      .jpeg()
      .toBuffer();
    expect((await sharp(original).metadata()).orientation).toBe(6);
    const renditions = await renderer.render(original, 'image/jpeg');
    for (const { width, height, content } of renditions) {
      // Turned by a quarter: what was above is now on the right.
      expect(width / height).toBeCloseTo(1.5, 1);
      expect(await colorAt(content, width - 5, 20)).toBe('red');
      expect(await colorAt(content, 5, 20)).toBe('blue');
      const { exif, xmp, iptc, icc, orientation } = await sharp(content).metadata();
      expect([exif, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined]);
      expect(orientation ?? 1).toBe(1);
      expect(Buffer.from(content).includes('Ada')).toBe(false);
    }
  });

  it('converts other color spaces to sRGB', async () => {
    const cmyk = await blank(40, 40).toColorspace('cmyk').jpeg().toBuffer();
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk');
    const deep = await blank(40, 40).toColorspace('rgb16').png().toBuffer();
    for (const [original, type] of [
      [cmyk, 'image/jpeg'],
      [deep, 'image/png'],
    ] as const) {
      const [smallest] = await renderer.render(original, type);
      expect(await sharp(smallest!.content).metadata()).toMatchObject({ space: 'srgb', depth: 'uchar' });
      expect(await colorAt(smallest!.content, 20, 20)).toBe('red');
    }
  });

  it('removes data that is appended to the image', async () => {
    const polyglot = Buffer.concat([await blank(50, 50).png().toBuffer(), Buffer.from('<script>alert(1)')]);
    for (const { content } of await renderer.render(polyglot, 'image/png'))
      expect(Buffer.from(content).includes('script')).toBe(false);
  });

  it('returns the first frame of an animation', async () => {
    const frames = await Promise.all(
      ['red', 'blue'].map((background) =>
        sharp({ create: { width: 60, height: 40, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const animation = await sharp(frames, { join: { animated: true } })
      .webp({ loop: 0 })
      .toBuffer();
    expect((await sharp(animation).metadata()).pages).toBe(2);
    const [picture] = await renderer.render(animation, 'image/webp');
    expect(picture).toMatchObject({ width: 60, height: 40 });
    expect(await colorAt(picture!.content, 30, 20)).toBe('red');
  });

  it('limits the height of extremely tall images', async () => {
    const tall = await blank(100, 20_000).png().toBuffer();
    for (const { size, height } of await renderer.render(tall, 'image/png'))
      expect(height).toBeLessThanOrEqual(3 * size);
  });
});

describe('render rejects', () => {
  const render = (original: Uint8Array, contentType = 'image/png') => renderer.render(original, contentType);

  it.each([
    ['an HTML page', Buffer.from('<html><script>alert(1)</script></html>')],
    ['an SVG, which can reference files', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>')],
    ['an image header with invalid data', forgedPng(100, 100, Buffer.from('garbage'))],
    ['an empty file', Buffer.alloc(0)],
  ])('%s', async (_, original) => {
    await expect(render(original)).rejects.toMatchObject({ code: 'image.unreadable' });
  });

  it('a truncated file', async () => {
    const whole = await sharp({
      create: {
        width: 300,
        height: 300,
        channels: 3,
        background: 'red',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer();
    const half = whole.subarray(0, whole.length / 2);
    await expect(render(half)).rejects.toMatchObject({ code: 'image.unreadable' });
  });

  it.each([
    [100_000, 100_000],
    [7_072, 7_072],
  ])('a header with %i by %i pixels, before decoding', async (width, height) => {
    const bomb = forgedPng(width, height, Buffer.alloc(0));
    await expect(render(bomb)).rejects.toMatchObject({ code: 'image.too-many-pixels' });
  });

  it('an image of another type than its content type', async () => {
    const jpeg = await blank(10, 10).jpeg().toBuffer();
    await expect(render(jpeg)).rejects.toMatchObject({ code: 'image.type-mismatch' });
  });

  it('a format that libvips supports but the catalog does not accept', async () => {
    const gif = await blank(10, 10).gif().toBuffer();
    await expect(render(gif, 'image/gif')).rejects.toMatchObject({ code: 'image.unreadable' });
  });
});
