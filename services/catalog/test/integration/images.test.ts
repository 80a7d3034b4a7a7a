import { beforeAll, describe, expect, it } from '@jest/globals';
import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { newId } from '#libs/models';
import { runningCloud, until } from '#libs/testing';
import { lampRequest, PNG } from '../samples.ts';

const cloud = runningCloud();
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
const keysUnder = async (prefix: string) => {
  const Bucket = await cloud.ref('catalog', 'ImagesBucket');
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: prefix }));
  return Contents.map(({ Key }) => Key);
};

describe('an uploaded image', () => {
  it('is listed on its product, stored apart from uploads, and can be removed', async () => {
    const upload = await requestUpload();
    expect(await post(upload, PNG)).toBe(204);
    await until(async () => (await imageIds()).includes(upload.imageId) || undefined);

    const productId = productPath.split('/').at(-1);
    const image = {
      Bucket: await cloud.ref('catalog', 'ImagesBucket'),
      Key: `images/${productId}/${upload.imageId}`,
    };
    const stored = await s3.send(new GetObjectCommand(image));
    expect(Buffer.from(await stored.Body!.transformToByteArray())).toEqual(PNG);
    expect(stored).toMatchObject({
      ContentType: 'image/png',
      CacheControl: expect.stringContaining('immutable'),
    });

    const remove = () => cloud.call('DELETE', `${productPath}/images/${upload.imageId}`, { as: 'staff' });
    expect((await remove()).status).toBe(204);
    expect(await imageIds()).not.toContain(upload.imageId);
    await expect(s3.send(new GetObjectCommand(image))).rejects.toBeInstanceOf(NoSuchKey);
    expect(await remove()).toMatchObject({ status: 404, body: { code: 'image.not-found' } });
  });

  it('that is none is removed and never listed', async () => {
    const upload = await requestUpload('image/jpeg');
    const forgery = Buffer.from('<html><script>alert(1)</script></html>');
    expect(await post(upload, forgery)).toBe(204);
    await until(async () => ((await keysUnder(upload.fields.key)).length === 0 ? true : undefined));
    expect(await imageIds()).not.toContain(upload.imageId);
  });
});

describe('a request to upload', () => {
  it('is for staff, of a product that is there, and of a type that browsers show', async () => {
    const request = (path: string, as: 'staff' | 'customer', contentType: string) =>
      cloud.call('POST', path, { as, body: { contentType } });
    expect((await request(`${productPath}/images`, 'customer', 'image/png')).status).toBe(403);
    expect((await request(`${productPath}/images`, 'staff', 'image/svg+xml')).status).toBe(400);
    const unknown = `/catalog/products/${newId('prd')}/images`;
    expect(await request(unknown, 'staff', 'image/png')).toMatchObject({
      status: 404,
      body: { code: 'product.not-found' },
    });
  });
});
