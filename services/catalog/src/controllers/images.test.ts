import { describe, expect, it } from '@jest/globals';
import { AppError } from '#libs/errors';
import { newId } from '#libs/models';
import { fixedClock } from '#libs/testing';
import { inMemoryCatalog } from '../../test/in-memory-catalog.ts';
import { inMemoryImageBucket } from '../../test/in-memory-image-bucket.ts';
import { inMemoryImageUploadTable } from '../../test/in-memory-image-upload-table.ts';
import { PNG, sampleCategory, sampleImage, sampleProduct } from '../../test/samples.ts';
import type { ImageRenderer } from '../gateways/image-renderer.ts';
import { uploadKey, type ImageName } from '../models/image.ts';
import { newImageUpload } from '../models/image-upload.ts';
import { variantKey } from '../models/image-variant.ts';
import { MAX_IMAGES } from '../models/product-images.ts';
import { acceptImage } from './accept-image.ts';
import { createImageUpload } from './create-image-upload.ts';
import { getImageUpload } from './get-image-upload.ts';
import { removeImage } from './remove-image.ts';
import { removePictures } from './remove-pictures.ts';

/** Makes every variant, of whatever it is given. */
const renderer: ImageRenderer = {
  render: async () =>
    sampleImage('any').variants.map((variant) => ({ ...variant, content: Buffer.from(variant.format) })),
};
const keysOf = (name: ImageName) =>
  sampleImage(name.imageId).variants.map((variant) => variantKey(name, variant));

const shopWithLamp = async () => {
  const needs = {
    ...inMemoryCatalog(),
    uploads: inMemoryImageUploadTable(),
    bucket: inMemoryImageBucket(),
    renderer,
    now: fixedClock(),
  };
  const { categoryId } = await needs.categories.insert(sampleCategory());
  const { productId } = await needs.products.insert(sampleProduct(categoryId));
  const images = async () => (await needs.products.get(productId))!.images;
  const upload = async (body: Uint8Array = PNG, contentType: 'image/png' | 'image/jpeg' = 'image/png') => {
    const name = { productId, imageId: newId('img') };
    await needs.uploads.insert(newImageUpload(name, contentType, needs.now()));
    await needs.bucket.put(uploadKey(name), contentType, body);
    return name;
  };
  const stateOf = async (name: ImageName) => {
    const { status, reason } = await getImageUpload(name, needs);
    return reason ?? status;
  };
  /** Removes an image, and tells what the table's stream would. */
  const remove = async (name: ImageName) => {
    const before = { ...(await needs.products.get(productId))! };
    await removeImage(name, needs);
    return { change: { before, after: { ...(await needs.products.get(productId))! } } };
  };
  return { needs, productId, images, upload, stateOf, remove };
};

describe('createImageUpload', () => {
  it('answers a form for this product and type, for five minutes, and waits for the file', async () => {
    const { needs, productId, stateOf } = await shopWithLamp();
    const upload = await createImageUpload(productId, 'image/png', needs);
    expect(upload).toMatchObject({
      fields: { key: uploadKey({ productId, imageId: upload.imageId }), 'Content-Type': 'image/png' },
      maxBytes: 5_242_880,
      expiresAt: new Date(needs.now().getTime() + 300_000).toISOString(),
    });
    expect(await stateOf({ productId, imageId: upload.imageId })).toBe('waiting');
  });

  it('refuses a product that is not there', async () => {
    const { needs } = await shopWithLamp();
    const unknown = createImageUpload(newId('prd'), 'image/png', needs);
    await expect(unknown).rejects.toMatchObject({ code: 'product.not-found' });
  });
});

describe('acceptImage', () => {
  it('lists the variants on the product, where everybody reads, and keeps nothing of the upload', async () => {
    const { needs, images, upload, stateOf } = await shopWithLamp();
    const name = await upload();
    await acceptImage(uploadKey(name), needs);
    expect(await images()).toEqual([sampleImage(name.imageId)]);
    expect(needs.bucket.keys()).toEqual(keysOf(name).toSorted());
    expect(await needs.bucket.read(keysOf(name)[1]!, 9)).toMatchObject({ contentType: 'image/avif' });
    expect(await stateOf(name)).toBe('listed');
  });

  it('changes nothing when it is told again, after success or in the midst', async () => {
    const { needs, productId, images, upload, stateOf } = await shopWithLamp();
    const name = await upload();
    const breaksOff = { ...needs.uploads, replace: () => Promise.reject(new Error('throttled')) };
    await expect(acceptImage(uploadKey(name), { ...needs, uploads: breaksOff })).rejects.toThrow('throttled');
    await acceptImage(uploadKey(name), needs);
    await acceptImage(uploadKey(name), needs);
    expect(await images()).toHaveLength(1);
    expect((await needs.products.get(productId))!.version).toBe(2);
    expect(needs.bucket.keys()).toEqual(keysOf(name).toSorted());
    expect(await stateOf(name)).toBe('listed');
  });

  it('lists once what two environments are told of at the same time', async () => {
    const { needs, images, upload } = await shopWithLamp();
    const name = await upload();
    await Promise.allSettled([acceptImage(uploadKey(name), needs), acceptImage(uploadKey(name), needs)]);
    await acceptImage(uploadKey(name), needs);
    expect(await images()).toHaveLength(1);
    expect(needs.bucket.keys()).toEqual(keysOf(name).toSorted());
  });

  it('does not list an image again that was removed, whatever is posted or told once more', async () => {
    const { needs, images, upload, remove } = await shopWithLamp();
    const name = await upload();
    await acceptImage(uploadKey(name), needs);
    await removePictures(await remove(name), needs);
    await needs.bucket.put(uploadKey(name), 'image/png', PNG);
    await acceptImage(uploadKey(name), needs);
    expect(await images()).toEqual([]);
    expect(needs.bucket.keys()).toEqual([]);
  });

  it.each([
    ['image.not-an-image', Buffer.from('<script>'), 'image/png'],
    ['image.another-type', PNG, 'image/jpeg'],
    ['image.too-large', Buffer.alloc(5 * 1024 * 1024 + 1), 'image/png'],
  ] as const)('refuses %s without decoding it, and says so', async (reason, body, contentType) => {
    const { needs, images, upload, stateOf } = await shopWithLamp();
    const name = await upload(body, contentType);
    const neverCalled = { render: () => Promise.reject(new Error('decoded')) };
    await acceptImage(uploadKey(name), { ...needs, renderer: neverCalled });
    expect(await images()).toEqual([]);
    expect(needs.bucket.keys()).toEqual([]);
    expect(await stateOf(name)).toBe(reason);
  });

  it.each(['image.unreadable', 'image.too-many-pixels', 'image.another-type'])(
    'refuses what the decoder finds to be %s',
    async (code) => {
      const { needs, images, upload, stateOf } = await shopWithLamp();
      const name = await upload();
      const refusing = { render: () => Promise.reject(new AppError('unprocessable', code)) };
      await acceptImage(uploadKey(name), { ...needs, renderer: refusing });
      expect(await images()).toEqual([]);
      expect(needs.bucket.keys()).toEqual([]);
      expect(await stateOf(name)).toBe(code);
    },
  );

  it('refuses an image that has no place: too many, or the product is gone', async () => {
    const { needs, images, upload, stateOf } = await shopWithLamp();
    for (let n = 0; n < MAX_IMAGES; n++) await acceptImage(uploadKey(await upload()), needs);
    const published = needs.bucket.keys();
    const tooMany = await upload();
    await acceptImage(uploadKey(tooMany), needs);
    expect(await stateOf(tooMany)).toBe('product.too-many-images');

    const orphan = { productId: newId('prd'), imageId: newId('img') };
    await needs.uploads.insert(newImageUpload(orphan, 'image/png', needs.now()));
    await needs.bucket.put(uploadKey(orphan), 'image/png', PNG);
    await acceptImage(uploadKey(orphan), needs);
    expect(await stateOf(orphan)).toBe('product.not-found');
    expect(await images()).toHaveLength(MAX_IMAGES);
    expect(needs.bucket.keys()).toEqual(published);
  });

  it('takes back what it wrote where others filled the product up meanwhile', async () => {
    const { needs, upload } = await shopWithLamp();
    const name = await upload();
    const tooLate = new AppError('conflict', 'product.too-many-images');
    const products = { ...needs.products, replace: () => Promise.reject(tooLate) };
    await acceptImage(uploadKey(name), { ...needs, products });
    expect(needs.bucket.keys()).toEqual([]);
  });

  it('removes what nobody asked to upload', async () => {
    const { needs, images, productId } = await shopWithLamp();
    const key = uploadKey({ productId, imageId: newId('img') });
    await needs.bucket.put(key, 'image/png', PNG);
    await acceptImage(key, needs);
    expect(await images()).toEqual([]);
    expect(needs.bucket.keys()).toEqual([]);
  });

  it.each([
    ['products', { replace: () => Promise.reject(new Error('throttled')) }],
    ['renderer', { render: () => Promise.reject(new Error('throttled')) }],
  ])('keeps the upload where the %s fail now', async (need, failing) => {
    const { needs, upload, stateOf } = await shopWithLamp();
    const name = await upload();
    const broken = { ...needs, [need]: { ...needs[need as 'products'], ...failing } };
    await expect(acceptImage(uploadKey(name), broken)).rejects.toThrow('throttled');
    expect(needs.bucket.keys()).toContain(uploadKey(name));
    expect(await stateOf(name)).toBe('waiting');
  });
});

describe('getImageUpload', () => {
  it('shows no more than what staff need', async () => {
    const { needs, upload } = await shopWithLamp();
    const name = await upload();
    expect(await getImageUpload(name, needs)).not.toHaveProperty('expiresAtSeconds');
    const unknown = getImageUpload({ ...name, imageId: newId('img') }, needs);
    await expect(unknown).rejects.toMatchObject({ code: 'image-upload.not-found' });
  });
});

describe('removeImage', () => {
  it('takes an image off its product, and all its variants out of the bucket', async () => {
    const { needs, images, upload, remove } = await shopWithLamp();
    const [name, other] = [await upload(), await upload()];
    await acceptImage(uploadKey(name), needs);
    await acceptImage(uploadKey(other), needs);
    const removed = await remove(name);
    expect(await images()).toEqual([sampleImage(other.imageId)]);
    await removePictures(removed, needs);
    expect(needs.bucket.keys()).toEqual(keysOf(other).toSorted());
    await expect(removeImage(name, needs)).rejects.toMatchObject({ code: 'image.not-found' });
  });

  it('leaves no picture behind where the bucket fails in the midst: the stream tells again', async () => {
    const { needs, upload, remove } = await shopWithLamp();
    const name = await upload();
    await acceptImage(uploadKey(name), needs);
    const removed = await remove(name);
    let calls = 0;
    const bucket = {
      remove: (key: string) =>
        ++calls === 2 ? Promise.reject(new Error('slow down')) : needs.bucket.remove(key),
    };
    await expect(removePictures(removed, { bucket })).rejects.toThrow('slow down');
    await removePictures(removed, { bucket });
    expect(needs.bucket.keys()).toEqual([]);
  });

  it('removes the pictures of a product that is no more, and none for another change', async () => {
    const { needs, productId, upload } = await shopWithLamp();
    const name = await upload();
    await acceptImage(uploadKey(name), needs);
    const before = { ...(await needs.products.get(productId))! };
    await removePictures({ change: { before, after: { ...before, title: 'Lamp' } } }, needs);
    await removePictures({ change: { after: before } }, needs);
    expect(needs.bucket.keys()).toEqual(keysOf(name).toSorted());
    await removePictures({ change: { before } }, needs);
    expect(needs.bucket.keys()).toEqual([]);
  });
});
