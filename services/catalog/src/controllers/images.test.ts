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
  const deps = {
    ...inMemoryCatalog(),
    uploads: inMemoryImageUploadTable(),
    bucket: inMemoryImageBucket(),
    renderer,
    now: fixedClock(),
  };
  const { categoryId } = await deps.categories.insert(sampleCategory());
  const { productId } = await deps.products.insert(sampleProduct(categoryId));
  const images = async () => (await deps.products.get(productId))!.images;
  const upload = async (body: Uint8Array = PNG, contentType: 'image/png' | 'image/jpeg' = 'image/png') => {
    const name = { productId, imageId: newId('img') };
    await deps.uploads.insert(newImageUpload(name, contentType, deps.now()));
    await deps.bucket.put(uploadKey(name), contentType, body);
    return name;
  };
  const stateOf = async (name: ImageName) => {
    const { status, reason } = await getImageUpload(name, deps);
    return reason ?? status;
  };
  /** Removes an image, and tells what the table's stream would. */
  const remove = async (name: ImageName) => {
    const before = { ...(await deps.products.get(productId))! };
    await removeImage(name, deps);
    return { change: { before, after: { ...(await deps.products.get(productId))! } } };
  };
  return { deps, productId, images, upload, stateOf, remove };
};

describe('createImageUpload', () => {
  it('answers a form for this product and type, for five minutes, and waits for the file', async () => {
    const { deps, productId, stateOf } = await shopWithLamp();
    const upload = await createImageUpload(productId, 'image/png', deps);
    expect(upload).toMatchObject({
      fields: { key: uploadKey({ productId, imageId: upload.imageId }), 'Content-Type': 'image/png' },
      maxBytes: 5_242_880,
      expiresAt: new Date(deps.now().getTime() + 300_000).toISOString(),
    });
    expect(await stateOf({ productId, imageId: upload.imageId })).toBe('waiting');
  });

  it('refuses a product that is not there', async () => {
    const { deps } = await shopWithLamp();
    const unknown = createImageUpload(newId('prd'), 'image/png', deps);
    await expect(unknown).rejects.toMatchObject({ code: 'product.not-found' });
  });
});

describe('acceptImage', () => {
  it('lists the variants on the product, where everybody reads, and keeps nothing of the upload', async () => {
    const { deps, images, upload, stateOf } = await shopWithLamp();
    const name = await upload();
    await acceptImage(uploadKey(name), deps);
    expect(await images()).toEqual([sampleImage(name.imageId)]);
    expect(deps.bucket.keys()).toEqual(keysOf(name).toSorted());
    expect(await deps.bucket.read(keysOf(name)[1]!, 9)).toMatchObject({ contentType: 'image/avif' });
    expect(await stateOf(name)).toBe('listed');
  });

  it('changes nothing when it is told again, after success or in the midst', async () => {
    const { deps, productId, images, upload, stateOf } = await shopWithLamp();
    const name = await upload();
    const breaksOff = { ...deps.uploads, replace: () => Promise.reject(new Error('throttled')) };
    await expect(acceptImage(uploadKey(name), { ...deps, uploads: breaksOff })).rejects.toThrow('throttled');
    await acceptImage(uploadKey(name), deps);
    await acceptImage(uploadKey(name), deps);
    expect(await images()).toHaveLength(1);
    expect((await deps.products.get(productId))!.version).toBe(2);
    expect(deps.bucket.keys()).toEqual(keysOf(name).toSorted());
    expect(await stateOf(name)).toBe('listed');
  });

  it('lists once what two environments are told of at the same time', async () => {
    const { deps, images, upload } = await shopWithLamp();
    const name = await upload();
    await Promise.allSettled([acceptImage(uploadKey(name), deps), acceptImage(uploadKey(name), deps)]);
    await acceptImage(uploadKey(name), deps);
    expect(await images()).toHaveLength(1);
    expect(deps.bucket.keys()).toEqual(keysOf(name).toSorted());
  });

  it('does not list an image again that was removed, whatever is posted or told once more', async () => {
    const { deps, images, upload, remove } = await shopWithLamp();
    const name = await upload();
    await acceptImage(uploadKey(name), deps);
    await removePictures(await remove(name), deps);
    await deps.bucket.put(uploadKey(name), 'image/png', PNG);
    await acceptImage(uploadKey(name), deps);
    expect(await images()).toEqual([]);
    expect(deps.bucket.keys()).toEqual([]);
  });

  it.each([
    ['image.not-an-image', Buffer.from('<script>'), 'image/png'],
    ['image.another-type', PNG, 'image/jpeg'],
    ['image.too-large', Buffer.alloc(5 * 1024 * 1024 + 1), 'image/png'],
  ] as const)('refuses %s without decoding it, and says so', async (reason, body, contentType) => {
    const { deps, images, upload, stateOf } = await shopWithLamp();
    const name = await upload(body, contentType);
    const neverCalled = { render: () => Promise.reject(new Error('decoded')) };
    await acceptImage(uploadKey(name), { ...deps, renderer: neverCalled });
    expect(await images()).toEqual([]);
    expect(deps.bucket.keys()).toEqual([]);
    expect(await stateOf(name)).toBe(reason);
  });

  it.each(['image.unreadable', 'image.too-many-pixels', 'image.another-type'])(
    'refuses what the decoder finds to be %s',
    async (code) => {
      const { deps, images, upload, stateOf } = await shopWithLamp();
      const name = await upload();
      const refusing = { render: () => Promise.reject(new AppError('unprocessable', code)) };
      await acceptImage(uploadKey(name), { ...deps, renderer: refusing });
      expect(await images()).toEqual([]);
      expect(deps.bucket.keys()).toEqual([]);
      expect(await stateOf(name)).toBe(code);
    },
  );

  it('refuses an image that has no place: too many, or the product is gone', async () => {
    const { deps, images, upload, stateOf } = await shopWithLamp();
    for (let n = 0; n < MAX_IMAGES; n++) await acceptImage(uploadKey(await upload()), deps);
    const published = deps.bucket.keys();
    const tooMany = await upload();
    await acceptImage(uploadKey(tooMany), deps);
    expect(await stateOf(tooMany)).toBe('product.too-many-images');

    const orphan = { productId: newId('prd'), imageId: newId('img') };
    await deps.uploads.insert(newImageUpload(orphan, 'image/png', deps.now()));
    await deps.bucket.put(uploadKey(orphan), 'image/png', PNG);
    await acceptImage(uploadKey(orphan), deps);
    expect(await stateOf(orphan)).toBe('product.not-found');
    expect(await images()).toHaveLength(MAX_IMAGES);
    expect(deps.bucket.keys()).toEqual(published);
  });

  it('takes back what it wrote where others filled the product up meanwhile', async () => {
    const { deps, upload } = await shopWithLamp();
    const name = await upload();
    const tooLate = new AppError('conflict', 'product.too-many-images');
    const products = { ...deps.products, replace: () => Promise.reject(tooLate) };
    await acceptImage(uploadKey(name), { ...deps, products });
    expect(deps.bucket.keys()).toEqual([]);
  });

  it('removes what nobody asked to upload', async () => {
    const { deps, images, productId } = await shopWithLamp();
    const key = uploadKey({ productId, imageId: newId('img') });
    await deps.bucket.put(key, 'image/png', PNG);
    await acceptImage(key, deps);
    expect(await images()).toEqual([]);
    expect(deps.bucket.keys()).toEqual([]);
  });

  it.each([
    ['products', { replace: () => Promise.reject(new Error('throttled')) }],
    ['renderer', { render: () => Promise.reject(new Error('throttled')) }],
  ])('keeps the upload where the %s fail now', async (need, failing) => {
    const { deps, upload, stateOf } = await shopWithLamp();
    const name = await upload();
    const broken = { ...deps, [need]: { ...deps[need as 'products'], ...failing } };
    await expect(acceptImage(uploadKey(name), broken)).rejects.toThrow('throttled');
    expect(deps.bucket.keys()).toContain(uploadKey(name));
    expect(await stateOf(name)).toBe('waiting');
  });
});

describe('getImageUpload', () => {
  it('shows no more than what staff need', async () => {
    const { deps, upload } = await shopWithLamp();
    const name = await upload();
    expect(await getImageUpload(name, deps)).not.toHaveProperty('expiresAtSeconds');
    const unknown = getImageUpload({ ...name, imageId: newId('img') }, deps);
    await expect(unknown).rejects.toMatchObject({ code: 'image-upload.not-found' });
  });
});

describe('removeImage', () => {
  it('takes an image off its product, and all its variants out of the bucket', async () => {
    const { deps, images, upload, remove } = await shopWithLamp();
    const [name, other] = [await upload(), await upload()];
    await acceptImage(uploadKey(name), deps);
    await acceptImage(uploadKey(other), deps);
    const removed = await remove(name);
    expect(await images()).toEqual([sampleImage(other.imageId)]);
    await removePictures(removed, deps);
    expect(deps.bucket.keys()).toEqual(keysOf(other).toSorted());
    await expect(removeImage(name, deps)).rejects.toMatchObject({ code: 'image.not-found' });
  });

  it('leaves no picture behind where the bucket fails in the midst: the stream tells again', async () => {
    const { deps, upload, remove } = await shopWithLamp();
    const name = await upload();
    await acceptImage(uploadKey(name), deps);
    const removed = await remove(name);
    let calls = 0;
    const bucket = {
      remove: (key: string) =>
        ++calls === 2 ? Promise.reject(new Error('slow down')) : deps.bucket.remove(key),
    };
    await expect(removePictures(removed, { bucket })).rejects.toThrow('slow down');
    await removePictures(removed, { bucket });
    expect(deps.bucket.keys()).toEqual([]);
  });

  it('removes the pictures of a product that is no more, and none for another change', async () => {
    const { deps, productId, upload } = await shopWithLamp();
    const name = await upload();
    await acceptImage(uploadKey(name), deps);
    const before = { ...(await deps.products.get(productId))! };
    await removePictures({ change: { before, after: { ...before, title: 'Lamp' } } }, deps);
    await removePictures({ change: { after: before } }, deps);
    expect(deps.bucket.keys()).toEqual(keysOf(name).toSorted());
    await removePictures({ change: { before } }, deps);
    expect(deps.bucket.keys()).toEqual([]);
  });
});
