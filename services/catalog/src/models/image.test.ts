import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '#libs/models';
import { faultOf, imageTypeOf, MAX_IMAGE_BYTES, uploadFrom, uploadKey } from './image.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const signatures = {
  'image/jpeg': bytes('\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01'),
  'image/png': bytes('\x89PNG\r\n\x1A\n\x00\x00\x00\x0D'),
  'image/webp': bytes('RIFF\x24\x00\x00\x00WEBP'),
};

describe('imageTypeOf', () => {
  it.each(Object.entries(signatures))('knows %s by its first bytes', (type, firstBytes) => {
    expect(imageTypeOf(firstBytes)).toBe(type);
  });

  it.each(['<svg xmlns="', 'GIF89a......', '%PDF-1.7....', 'RIFF....WAVE', '<html><scrip', ''])(
    'takes %j for no image',
    (text) => {
      expect(imageTypeOf(bytes(text))).toBeUndefined();
    },
  );

  it('knows no image by less than its whole signature', () => {
    const truncated = fc
      .constantFrom(...Object.values(signatures))
      .chain((signature) => fc.integer({ min: 0, max: 2 }).map((length) => signature.subarray(0, length)));
    fc.assert(
      fc.property(truncated, (firstBytes) => {
        expect(imageTypeOf(firstBytes)).toBeUndefined();
      }),
    );
  });
});

describe('faultOf', () => {
  const png = { contentType: 'image/png', bytes: 100, content: signatures['image/png'] };

  it('finds none in an image of the type it claims', () => {
    expect(faultOf(png)).toBeUndefined();
    expect(faultOf({ ...png, bytes: MAX_IMAGE_BYTES })).toBeUndefined();
  });

  it.each([
    ['image.too-large', { ...png, bytes: MAX_IMAGE_BYTES + 1 }],
    ['image.not-an-image', { ...png, content: bytes('<svg') }],
    ['image.another-type', { ...png, contentType: 'image/jpeg' }],
  ])('says %s', (fault, object) => {
    expect(faultOf(object)).toBe(fault);
  });
});

describe('uploadFrom', () => {
  it('reads what uploadKey wrote', () => {
    const name = { productId: newId('prd'), imageId: newId('img') };
    expect(uploadFrom(uploadKey(name))).toEqual(name);
  });

  it.each(['uploads/prd_1/img_1', 'images/a/b', `uploads/${newId('prd')}/../${newId('img')}`])(
    'reads nothing from %s',
    (key) => {
      expect(uploadFrom(key)).toBeUndefined();
    },
  );
});
