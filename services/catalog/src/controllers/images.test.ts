import { describe, expect, it } from '@jest/globals';
import { AppError } from '#libs/errors';
import { correlationId, setCorrelationId } from '#libs/logging';
import { newId } from '#libs/models';
import { fixedClock } from '#libs/testing';
import { inMemoryCatalog } from '../../test/in-memory-catalog.ts';
import { inMemoryImageBucket } from '../../test/in-memory-image-bucket.ts';
import { inMemoryImageUploadRepository } from '../../test/in-memory-image-upload-repository.ts';
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
import { removeImageVariants } from './remove-image-variants.ts';

/** Returns all variants of any input. */
const renderer: ImageRenderer = {
  render: async () =>
    sampleImage('any').variants.map((variant) => ({ ...variant, content: Buffer.from(variant.format) })),
};
const variantKeys = (name: ImageName) =>
  sampleImage(name.imageId).variants.map((variant) => variantKey(name, variant));

const shopWithLamp = async () => {
  const deps = {
    ...inMemoryCatalog(),
    uploads: inMemoryImageUploadRepository(),
    bucket: inMemoryImageBucket(),
    renderer,
    now: fixedClock(),
  };
  const { categoryId } = await deps.categories.insert(sampleCategory());
  const { productId } = await deps.products.insert(sampleProduct(categoryId));
  const images = async () => (await deps.products.get(productId))!.images;
  const upload = async (body: Uint8Array = PNG, contentType: 'image/png' | 'image/jpeg' = 'image/png') => {
    const name = { productId, imageId: newId('img') };
    await deps.uploads.insert(newImageUpload(name, { contentType, correlationId: 'c-upload' }, deps.now()));
    await deps.bucket.put(uploadKey(name), contentType, body);
    return name;
  };
  const resultOf = async (name: ImageName) => {
    const { status, reason } = await getImageUpload(name, deps);
    return reason ?? status;
  };
  /** Removes an image, and returns the change as in the table's stream. */
  const remove = async (name: ImageName) => {
    const before = { ...(await deps.products.get(productId))! };
    await removeImage(name, deps);
    return { change: { before, after: { ...(await deps.products.get(productId))! } } };
  };
  return { deps, productId, images, upload, resultOf, remove };
};

describe('createImageUpload', () => {
  it('returns a form for the product and type that is valid for five minutes, with a pending upload', async () => {
    const { deps, productId, resultOf } = await shopWithLamp();
    const upload = await createImageUpload(productId, 'image/png', deps);
    expect(upload).toMatchObject({
      fields: { key: uploadKey({ productId, imageId: upload.imageId }), 'Content-Type': 'image/png' },
      maxBytes: 5_242_880,
      expiresAt: new Date(deps.now().getTime() + 300_000).toISOString(),
    });
    expect(await resultOf({ productId, imageId: upload.imageId })).toBe('pending');
  });

  it('rejects a product that does not exist', async () => {
    const { deps } = await shopWithLamp();
    const unknown = createImageUpload(newId('prd'), 'image/png', deps);
    await expect(unknown).rejects.toMatchObject({ code: 'product.not-found' });
  });
});

describe('acceptImage', () => {
  it('continues under the correlation id of the request for the upload form', async () => {
    const { deps, productId } = await shopWithLamp();
    setCorrelationId('c-request');
    const { fields } = await createImageUpload(productId, 'image/png', deps);
    await deps.bucket.put(fields['key']!, 'image/png', PNG);
    setCorrelationId('c-of-the-queue');
    await acceptImage(fields['key']!, deps);
    expect(correlationId()).toBe('c-request');
  });

  it('writes the public variants, lists them on the product and deletes the upload', async () => {
    const { deps, images, upload, resultOf } = await shopWithLamp();
    const name = await upload();
    await acceptImage(uploadKey(name), deps);
    expect(await images()).toEqual([sampleImage(name.imageId)]);
    expect(deps.bucket.keys()).toEqual(variantKeys(name).toSorted());
    expect(await deps.bucket.read(variantKeys(name)[1]!, 9)).toMatchObject({ contentType: 'image/avif' });
    expect(await resultOf(name)).toBe('listed');
  });

  it('changes nothing when it is repeated, after success or a failure', async () => {
    const { deps, productId, images, upload, resultOf } = await shopWithLamp();
    const name = await upload();
    const failingUploads = { ...deps.uploads, replace: () => Promise.reject(new Error('throttled')) };
    await expect(acceptImage(uploadKey(name), { ...deps, uploads: failingUploads })).rejects.toThrow(
      'throttled',
    );
    await acceptImage(uploadKey(name), deps);
    await acceptImage(uploadKey(name), deps);
    expect(await images()).toHaveLength(1);
    expect((await deps.products.get(productId))!.version).toBe(2);
    expect(deps.bucket.keys()).toEqual(variantKeys(name).toSorted());
    expect(await resultOf(name)).toBe('listed');
  });

  it('lists an image once for concurrent events', async () => {
    const { deps, images, upload } = await shopWithLamp();
    const name = await upload();
    await Promise.allSettled([acceptImage(uploadKey(name), deps), acceptImage(uploadKey(name), deps)]);
    await acceptImage(uploadKey(name), deps);
    expect(await images()).toHaveLength(1);
    expect(deps.bucket.keys()).toEqual(variantKeys(name).toSorted());
  });

  it('does not list a removed image again after another upload or event', async () => {
    const { deps, images, upload, remove } = await shopWithLamp();
    const name = await upload();
    await acceptImage(uploadKey(name), deps);
    await removeImageVariants(await remove(name), deps);
    await deps.bucket.put(uploadKey(name), 'image/png', PNG);
    await acceptImage(uploadKey(name), deps);
    expect(await images()).toEqual([]);
    expect(deps.bucket.keys()).toEqual([]);
  });

  it.each([
    ['image.not-an-image', Buffer.from('<script>'), 'image/png'],
    ['image.type-mismatch', PNG, 'image/jpeg'],
    ['image.too-large', Buffer.alloc(5 * 1024 * 1024 + 1), 'image/png'],
  ] as const)('rejects with %s before decoding', async (reason, body, contentType) => {
    const { deps, images, upload, resultOf } = await shopWithLamp();
    const name = await upload(body, contentType);
    const neverCalled = { render: () => Promise.reject(new Error('decoded')) };
    await acceptImage(uploadKey(name), { ...deps, renderer: neverCalled });
    expect(await images()).toEqual([]);
    expect(deps.bucket.keys()).toEqual([]);
    expect(await resultOf(name)).toBe(reason);
  });

  it.each(['image.unreadable', 'image.too-many-pixels', 'image.type-mismatch'])(
    'rejects with %s from the decoder',
    async (code) => {
      const { deps, images, upload, resultOf } = await shopWithLamp();
      const name = await upload();
      const rejectingRenderer = { render: () => Promise.reject(new AppError('unprocessable', code)) };
      await acceptImage(uploadKey(name), { ...deps, renderer: rejectingRenderer });
      expect(await images()).toEqual([]);
      expect(deps.bucket.keys()).toEqual([]);
      expect(await resultOf(name)).toBe(code);
    },
  );

  it('rejects an image of a product that is full or does not exist', async () => {
    const { deps, images, upload, resultOf } = await shopWithLamp();
    for (let n = 0; n < MAX_IMAGES; n++) await acceptImage(uploadKey(await upload()), deps);
    const published = deps.bucket.keys();
    const tooMany = await upload();
    await acceptImage(uploadKey(tooMany), deps);
    expect(await resultOf(tooMany)).toBe('product.too-many-images');

    const orphan = { productId: newId('prd'), imageId: newId('img') };
    await deps.uploads.insert(
      newImageUpload(orphan, { contentType: 'image/png', correlationId: 'c-upload' }, deps.now()),
    );
    await deps.bucket.put(uploadKey(orphan), 'image/png', PNG);
    await acceptImage(uploadKey(orphan), deps);
    expect(await resultOf(orphan)).toBe('product.not-found');
    expect(await images()).toHaveLength(MAX_IMAGES);
    expect(deps.bucket.keys()).toEqual(published);
  });

  it('deletes the variants when the product became full in the meantime', async () => {
    const { deps, upload } = await shopWithLamp();
    const name = await upload();
    const tooManyImages = new AppError('conflict', 'product.too-many-images');
    const products = { ...deps.products, replace: () => Promise.reject(tooManyImages) };
    await acceptImage(uploadKey(name), { ...deps, products });
    expect(deps.bucket.keys()).toEqual([]);
  });

  it('deletes an object without a requested upload', async () => {
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
  ])('keeps the upload when the %s fail', async (dependency, failing) => {
    const { deps, upload, resultOf } = await shopWithLamp();
    const name = await upload();
    const broken = { ...deps, [dependency]: { ...deps[dependency as 'products'], ...failing } };
    await expect(acceptImage(uploadKey(name), broken)).rejects.toThrow('throttled');
    expect(deps.bucket.keys()).toContain(uploadKey(name));
    expect(await resultOf(name)).toBe('pending');
  });
});

describe('getImageUpload', () => {
  it('omits internal fields', async () => {
    const { deps, upload } = await shopWithLamp();
    const name = await upload();
    const view = await getImageUpload(name, deps);
    expect(view).not.toHaveProperty('expiresAtSeconds');
    expect(view).not.toHaveProperty('originCorrelationId');
    const unknown = getImageUpload({ ...name, imageId: newId('img') }, deps);
    await expect(unknown).rejects.toMatchObject({ code: 'image-upload.not-found' });
  });
});

describe('removeImage', () => {
  it('removes an image from its product and all its variants from the bucket', async () => {
    const { deps, images, upload, remove } = await shopWithLamp();
    const [name, other] = [await upload(), await upload()];
    await acceptImage(uploadKey(name), deps);
    await acceptImage(uploadKey(other), deps);
    const removed = await remove(name);
    expect(await images()).toEqual([sampleImage(other.imageId)]);
    await removeImageVariants(removed, deps);
    expect(deps.bucket.keys()).toEqual(variantKeys(other).toSorted());
    await expect(removeImage(name, deps)).rejects.toMatchObject({ code: 'image.not-found' });
  });

  it('removes all variants when the stream retries after a failure', async () => {
    const { deps, upload, remove } = await shopWithLamp();
    const name = await upload();
    await acceptImage(uploadKey(name), deps);
    const removed = await remove(name);
    let calls = 0;
    const bucket = {
      remove: (key: string) =>
        ++calls === 2 ? Promise.reject(new Error('slow down')) : deps.bucket.remove(key),
    };
    await expect(removeImageVariants(removed, { bucket })).rejects.toThrow('slow down');
    await removeImageVariants(removed, { bucket });
    expect(deps.bucket.keys()).toEqual([]);
  });

  it('removes the variants of a deleted product, and none for other changes', async () => {
    const { deps, productId, upload } = await shopWithLamp();
    const name = await upload();
    await acceptImage(uploadKey(name), deps);
    const before = { ...(await deps.products.get(productId))! };
    await removeImageVariants({ change: { before, after: { ...before, title: 'Lamp' } } }, deps);
    await removeImageVariants({ change: { after: before } }, deps);
    expect(deps.bucket.keys()).toEqual(variantKeys(name).toSorted());
    await removeImageVariants({ change: { before } }, deps);
    expect(deps.bucket.keys()).toEqual([]);
  });
});
