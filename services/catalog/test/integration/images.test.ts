import { beforeAll, describe, expect, it } from '@jest/globals';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import sharp from 'sharp';
import { newId } from '#libs/models';
import { runningCloud, waitUntil } from '#libs/testing';
import { lampRequest, PNG } from '../samples.ts';

const cloud = runningCloud();
const sqs = new SQSClient(cloud.clientConfig);
const s3 = new S3Client({ ...cloud.clientConfig, forcePathStyle: true });

let productPath: string;
beforeAll(async () => {
  const category = await cloud.call('POST', '/catalog/categories', {
    as: 'staff',
    body: { name: newId('lamps'), description: 'Light where it is needed.' },
  });
  const body = lampRequest(category.body.categoryId);
  const product = await cloud.call('POST', '/catalog/products', { as: 'staff', body });
  productPath = product.headers.get('location')!;
});

const requestUpload = async (contentType = 'image/png') =>
  (await cloud.call('POST', `${productPath}/images`, { as: 'staff', body: { contentType } })).body;

const post = async ({ url, fields }: { url: string; fields: Record<string, string> }, file: Uint8Array) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([Uint8Array.from(file)]));
  return (await fetch(url, { method: 'POST', body: form })).status;
};
const imageIds = async (): Promise<string[]> => {
  const { body } = await cloud.call('GET', productPath);
  return body.images.map(({ imageId }: { imageId: string }) => imageId);
};
/** Waits until an upload was processed. */
const processed = (imageId: string) =>
  waitUntil(async () => {
    const { body } = await cloud.call('GET', `${productPath}/image-uploads/${imageId}`, { as: 'staff' });
    return body.status === 'pending' ? undefined : body;
  });
const keysUnder = async (prefix: string) => {
  const Bucket = await cloud.ref('catalog', 'ImagesBucket');
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: prefix }));
  return Contents.map(({ Key }) => Key!);
};
const readMetadata = (picture: ArrayBuffer) => {
  // The function runs in this process and blocks all formats except the accepted ones, AVIF included.
  sharp.unblock({ operation: ['VipsForeignLoadHeif'] });
  return sharp(picture).metadata();
};
/** Rotated, and with a location in its metadata. */
const photograph = () =>
  sharp({ create: { width: 900, height: 1500, channels: 3, background: 'seagreen' } })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

interface Variant {
  readonly url: string;
  readonly format: string;
  readonly size: number;
  readonly width: number;
  readonly height: number;
}

describe('an uploaded photograph', () => {
  it('is rendered to public variants, and is not public itself', async () => {
    const upload = await requestUpload('image/jpeg');
    expect(await post(upload, await photograph())).toBe(204);
    expect(await processed(upload.imageId)).toMatchObject({ status: 'listed' });

    const { body: product } = await cloud.call('GET', productPath);
    const image = product.images.find(({ imageId }: { imageId: string }) => imageId === upload.imageId);
    const sizes = image.variants.map(({ format, size, width }: Variant) => `${format} ${size} ${width}`);
    expect(sizes).toEqual([
      'webp 320 320',
      'avif 320 320',
      'webp 640 640',
      'avif 640 640',
      'webp 1280 1280',
      'avif 1280 1280',
    ]);
    expect(image.url).toMatch(/\/640\.webp$/);
    for (const { url, format, width, height } of image.variants as Variant[]) {
      const response = await fetch(url);
      expect(response.headers.get('content-type')).toBe(`image/${format}`);
      expect(response.headers.get('cache-control')).toContain('immutable');
      const { exif, ...picture } = await readMetadata(await response.arrayBuffer());
      expect(picture).toMatchObject({ width, height, format: format === 'avif' ? 'heif' : 'webp' });
      expect(exif).toBeUndefined();
      // Upright: wider than high.
      expect(width).toBeGreaterThan(height);
    }
    await waitUntil(async () => (await keysUnder(upload.fields.key)).length === 0 || undefined);
    expect((await fetch(new URL(`${upload.url}/${upload.fields.key}`))).status).toBe(403);
  });

  it('is processed once when its event is repeated', async () => {
    const upload = await requestUpload();
    expect(await post(upload, PNG)).toBe(204);
    await processed(upload.imageId);
    await waitUntil(async () => (await keysUnder(upload.fields.key)).length === 0 || undefined);

    const before = await cloud.invocations('catalog', 'on-image-uploaded');
    const queue = { QueueUrl: await cloud.ref('catalog', 'ImageUploadsQueue') };
    const MessageBody = JSON.stringify({ Records: [{ s3: { object: { key: upload.fields.key } } }] });
    await sqs.send(new SendMessageCommand({ ...queue, MessageBody }));
    await waitUntil(
      async () => (await cloud.invocations('catalog', 'on-image-uploaded')) > before || undefined,
    );
    // A failed message would still be in flight.
    await waitUntil(async () => {
      const AttributeNames = ['ApproximateNumberOfMessagesNotVisible'] as const;
      const count = new GetQueueAttributesCommand({ ...queue, AttributeNames: [...AttributeNames] });
      const { Attributes } = await sqs.send(count);
      return Attributes?.[AttributeNames[0]] === '0' || undefined;
    });
    expect((await imageIds()).filter((imageId) => imageId === upload.imageId)).toHaveLength(1);
  });

  it('is removed with all its variants', async () => {
    const upload = await requestUpload();
    expect(await post(upload, PNG)).toBe(204);
    await processed(upload.imageId);
    const productId = productPath.split('/').at(-1);
    expect(await keysUnder(`images/${productId}/${upload.imageId}/`)).toHaveLength(6);

    const remove = () => cloud.call('DELETE', `${productPath}/images/${upload.imageId}`, { as: 'staff' });
    expect((await remove()).status).toBe(204);
    expect(await imageIds()).not.toContain(upload.imageId);
    const variantKeys = () => keysUnder(`images/${productId}/${upload.imageId}/`);
    await waitUntil(async () => (await variantKeys()).length === 0 || undefined);
    expect(await remove()).toMatchObject({ status: 404, body: { code: 'image.not-found' } });
  });
});

describe('an invalid upload', () => {
  it.each([
    ['image.not-an-image', 'image/jpeg', Buffer.from('<html><script>alert(1)</script></html>')],
    ['image.type-mismatch', 'image/jpeg', PNG],
    ['image.unreadable', 'image/png', PNG.subarray(0, 40)],
  ])('is rejected with %s, deleted and never listed', async (reason, contentType, forgery) => {
    const upload = await requestUpload(contentType);
    expect(await post(upload, forgery)).toBe(204);
    expect(await processed(upload.imageId)).toMatchObject({ status: 'rejected', reason });
    expect(await imageIds()).not.toContain(upload.imageId);
    await waitUntil(async () => (await keysUnder(upload.fields.key)).length === 0 || undefined);
  });

  it('is visible to staff only', async () => {
    const { imageId } = await requestUpload();
    const path = `${productPath}/image-uploads/${imageId}`;
    expect(await cloud.call('GET', path, { as: 'staff' })).toMatchObject({
      status: 200,
      body: { status: 'pending', contentType: 'image/png' },
    });
    expect((await cloud.call('GET', path, { as: 'customer' })).status).toBe(401);
    expect((await cloud.call('GET', path)).status).toBe(401);
  });
});

describe('POST /catalog/products/{productId}/images', () => {
  it('requires staff, an existing product and an accepted type', async () => {
    const request = (path: string, as: 'staff' | 'customer', contentType: string) =>
      cloud.call('POST', path, { as, body: { contentType } });
    expect((await request(`${productPath}/images`, 'customer', 'image/png')).status).toBe(401);
    expect((await request(`${productPath}/images`, 'staff', 'image/svg+xml')).status).toBe(400);
    const unknown = `/catalog/products/${newId('prd')}/images`;
    expect(await request(unknown, 'staff', 'image/png')).toMatchObject({
      status: 404,
      body: { code: 'product.not-found' },
    });
  });
});
