import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '#libs/models';
import { checkUpload, detectImageType, MAX_IMAGE_BYTES, parseUploadKey, uploadKey } from './image.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const signatures = {
  'image/jpeg': bytes('\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01'),
  'image/png': bytes('\x89PNG\r\n\x1A\n\x00\x00\x00\x0D'),
  'image/webp': bytes('RIFF\x24\x00\x00\x00WEBP'),
};

describe('imageTypeOf', () => {
  it.each(Object.entries(signatures))('detects %s by its first bytes', (type, firstBytes) => {
    expect(detectImageType(firstBytes)).toBe(type);
  });

  it.each(['<svg xmlns="', 'GIF89a......', '%PDF-1.7....', 'RIFF....WAVE', '<html><scrip', ''])(
    'does not detect an image in %j',
    (text) => {
      expect(detectImageType(bytes(text))).toBeUndefined();
    },
  );

  it('does not detect an image by a truncated signature', () => {
    const truncated = fc
      .constantFrom(...Object.values(signatures))
      .chain((signature) => fc.integer({ min: 0, max: 2 }).map((length) => signature.subarray(0, length)));
    fc.assert(
      fc.property(truncated, (firstBytes) => {
        expect(detectImageType(firstBytes)).toBeUndefined();
      }),
    );
  });
});

describe('faultOf', () => {
  const png = { contentType: 'image/png', bytes: 100, content: signatures['image/png'] };

  it('accepts an image of the declared type', () => {
    expect(checkUpload(png)).toBeUndefined();
    expect(checkUpload({ ...png, bytes: MAX_IMAGE_BYTES })).toBeUndefined();
  });

  it.each([
    ['image.too-large', { ...png, bytes: MAX_IMAGE_BYTES + 1 }],
    ['image.not-an-image', { ...png, content: bytes('<svg') }],
    ['image.type-mismatch', { ...png, contentType: 'image/jpeg' }],
  ])('rejects with %s', (reason, object) => {
    expect(checkUpload(object)).toBe(reason);
  });
});

describe('uploadFrom', () => {
  it('parses a key of uploadKey', () => {
    const name = { productId: newId('prd'), imageId: newId('img') };
    expect(parseUploadKey(uploadKey(name))).toEqual(name);
  });

  it.each(['uploads/prd_1/img_1', 'images/a/b', `uploads/${newId('prd')}/../${newId('img')}`])(
    'returns undefined for %s',
    (key) => {
      expect(parseUploadKey(key)).toBeUndefined();
    },
  );
});
