import { describe, expect, it } from '@jest/globals';
import { NOON, sampleImage, sampleProduct } from '../../test/samples.ts';
import { applyProductChange, toProductView } from './product.ts';
import { MAX_IMAGES, withImage, withoutImage } from './product-images.ts';

const LATER = new Date('2030-01-02T12:00:00.000Z');
const product = sampleProduct('cat_1', 'prd_1');
const image = sampleImage('img_1');

describe('changedProduct', () => {
  it('sets and removes single attributes and keeps the others', () => {
    const changed = applyProductChange(product, { attributes: { color: null, weight: '2 kg' } }, LATER);
    expect(changed.attributes).toEqual({ material: 'oak', weight: '2 kg' });
    expect(changed).toMatchObject({ title: product.title, updatedAt: LATER.toISOString() });
    expect(product.attributes).toEqual({ material: 'oak', color: 'white' });
  });
});

describe('shownProduct', () => {
  it('includes the URLs of its images', () => {
    const view = toProductView({ ...withImage(product, image, NOON), version: 3 }, 'https://s3.example/b');
    const at = 'https://s3.example/b/images/prd_1/img_1';
    expect(view.images).toEqual([
      {
        imageId: 'img_1',
        url: `${at}/640.webp`,
        contentType: 'image/webp',
        variants: image.variants.map((variant) => ({
          ...variant,
          url: `${at}/${variant.size}.${variant.format}`,
        })),
      },
    ]);
    expect(view.version).toBe(3);
  });
});

describe('the images of a product', () => {
  it('adds an image once', () => {
    const listed = withImage(product, image, LATER);
    expect(listed).toMatchObject({ images: [image], updatedAt: LATER.toISOString() });
    expect(withImage(listed, image, new Date())).toBe(listed);
  });

  it('rejects more images than the limit', () => {
    const full = Array.from({ length: MAX_IMAGES }, (_, n) => `img_${n}`).reduce(
      (current, imageId) => withImage(current, { ...image, imageId }, NOON),
      product,
    );
    const another = { ...image, imageId: 'img_z' };
    const tooMany = expect.objectContaining({ kind: 'conflict', code: 'product.too-many-images' });
    expect(() => withImage(full, another, NOON)).toThrow(tooMany);
    expect(withImage(withoutImage(full, 'img_0', NOON), another, NOON).images).toHaveLength(MAX_IMAGES);
  });

  it('rejects the removal of an unknown image', () => {
    expect(() => withoutImage(product, 'img_1', NOON)).toThrow(
      expect.objectContaining({ kind: 'not-found', code: 'image.not-found' }),
    );
  });
});
