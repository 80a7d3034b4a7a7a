import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sampleImage } from '../../test/samples.ts';
import { defaultVariant, imageSizes, variantKey } from './image-variant.ts';

const { variants } = sampleImage('img_1');

describe('variantKey', () => {
  it('is unique for each variant', () => {
    const keys = variants.map((variant) => variantKey({ productId: 'prd_1', imageId: 'img_1' }, variant));
    expect(new Set(keys).size).toBe(6);
    expect(keys).toContain('images/prd_1/img_1/1280.avif');
  });
});

describe('defaultVariant', () => {
  it('returns the middle size in WebP for any order of variants', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...variants], { minLength: variants.length }), (shuffled) => {
        expect(defaultVariant(shuffled)).toMatchObject({ format: 'webp', size: 640 });
      }),
    );
  });

  it('returns the smaller of two sizes', () => {
    expect(defaultVariant(variants.filter(({ size }) => size > 320)).size).toBe(640);
  });
});

describe('imageSizes', () => {
  it('parses a list of widths', () => {
    expect(imageSizes('320,640')).toEqual([320, 640]);
  });

  it.each(['', '320,', '0', '12.5', 'wide'])('rejects %j', (text) => {
    expect(() => imageSizes(text)).toThrow('IMAGE_SIZES');
  });
});
