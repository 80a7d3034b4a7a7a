import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { fixedClock } from '#libs/testing';
import { inMemoryCatalogue } from '../../test/in-memory-catalogue.ts';
import { inMemoryImageBucket } from '../../test/in-memory-image-bucket.ts';
import { PNG, sampleCategory, sampleProduct } from '../../test/samples.ts';
import { imageKey, uploadKey } from '../models/image.ts';
import { MAX_IMAGES } from '../models/product-images.ts';
import { acceptImage } from './accept-image.ts';
import { createImageUpload } from './create-image-upload.ts';
import { removeImage } from './remove-image.ts';

const shopWithLamp = async () => {
  const needs = { ...inMemoryCatalogue(), bucket: inMemoryImageBucket(), now: fixedClock() };
  const { categoryId } = await needs.categories.insert(sampleCategory());
  const { productId } = await needs.products.insert(sampleProduct(categoryId));
  const images = async () => (await needs.products.get(productId))!.images;
  const upload = async (body: Uint8Array = PNG, contentType = 'image/png') => {
    const name = { productId, imageId: newId('img') };
    await needs.bucket.put(uploadKey(name), contentType, body);
    return name;
  };
  return { needs, productId, images, upload };
};

describe('createImageUpload', () => {
  it('answers a form for this product and type, for five minutes', async () => {
    const { needs, productId } = await shopWithLamp();
    const upload = await createImageUpload(productId, 'image/png', needs);
    expect(upload).toMatchObject({
      fields: { key: uploadKey({ productId, imageId: upload.imageId }), 'Content-Type': 'image/png' },
      maxBytes: 5_242_880,
      expiresAt: new Date(needs.now().getTime() + 300_000).toISOString(),
    });
  });

  it('refuses a product that is not there', async () => {
    const { needs } = await shopWithLamp();
    const unknown = createImageUpload(newId('prd'), 'image/png', needs);
    await expect(unknown).rejects.toMatchObject({ code: 'product.not-found' });
  });
});

describe('acceptImage', () => {
  it('lists an image on its product, and moves it to where everybody reads', async () => {
    const { needs, images, upload } = await shopWithLamp();
    const name = await upload();
    await acceptImage(uploadKey(name), needs);
    expect(await images()).toEqual([{ imageId: name.imageId, contentType: 'image/png' }]);
    expect(needs.bucket.keys()).toEqual([imageKey(name)]);
  });

  it('changes nothing when it is told again, after success or in the midst', async () => {
    const { needs, productId, images, upload } = await shopWithLamp();
    const name = await upload();
    await acceptImage(uploadKey(name), needs);
    await acceptImage(uploadKey(name), needs);
    await needs.bucket.put(uploadKey(name), 'image/png', PNG);
    await acceptImage(uploadKey(name), needs);
    expect(await images()).toHaveLength(1);
    expect((await needs.products.get(productId))!.version).toBe(2);
    expect(needs.bucket.keys()).toEqual([imageKey(name)]);
  });

  it.each([
    ['no image', Buffer.from('<script>'), 'image/png'],
    ['an image of another type', PNG, 'image/jpeg'],
  ])('removes %s', async (_, body, contentType) => {
    const { needs, images, upload } = await shopWithLamp();
    await acceptImage(uploadKey(await upload(body, contentType)), needs);
    expect(await images()).toEqual([]);
    expect(needs.bucket.keys()).toEqual([]);
  });

  it('removes an image that has no place: too many, or the product is gone', async () => {
    const { needs, images, upload } = await shopWithLamp();
    for (let n = 0; n < MAX_IMAGES; n++) await acceptImage(uploadKey(await upload()), needs);
    const published = needs.bucket.keys();
    await acceptImage(uploadKey(await upload()), needs);
    const orphan = uploadKey({ productId: newId('prd'), imageId: newId('img') });
    await needs.bucket.put(orphan, 'image/png', PNG);
    await acceptImage(orphan, needs);
    expect(await images()).toHaveLength(MAX_IMAGES);
    expect(needs.bucket.keys()).toEqual(published);
  });

  it('keeps the upload where the product cannot be written now', async () => {
    const { needs, upload } = await shopWithLamp();
    const name = await upload();
    const products = { ...needs.products, replace: () => Promise.reject(new Error('throttled')) };
    await expect(acceptImage(uploadKey(name), { ...needs, products })).rejects.toThrow('throttled');
    expect(needs.bucket.keys()).toContain(uploadKey(name));
  });
});

describe('removeImage', () => {
  it('takes an image off its product and out of the bucket', async () => {
    const { needs, images, upload } = await shopWithLamp();
    const name = await upload();
    await acceptImage(uploadKey(name), needs);
    await removeImage(name, needs);
    expect(await images()).toEqual([]);
    expect(needs.bucket.keys()).toEqual([]);
    await expect(removeImage(name, needs)).rejects.toMatchObject({ code: 'image.not-found' });
  });
});
