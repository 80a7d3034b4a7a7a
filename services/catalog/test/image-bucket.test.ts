import { describe, expect, it } from '@jest/globals';
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { newId } from '#libs/models';
import { runningCloud } from '#libs/testing';
import { s3ImageBucket } from '../src/gateways/s3-image-bucket.ts';
import { inMemoryImageBucket } from './in-memory-image-bucket.ts';
import { PNG } from './samples.ts';

const createS3 = async () => {
  const cloud = runningCloud();
  const Bucket = await cloud.ref('catalog', 'ImagesBucket');
  const client = new S3Client({ ...cloud.clientConfig, forcePathStyle: true });
  return {
    bucket: s3ImageBucket(Bucket, client),
    async put(Key: string, ContentType: string, Body: Uint8Array) {
      await client.send(new PutObjectCommand({ Bucket, Key, ContentType, Body }));
    },
    async has(Key: string) {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: Key }));
      return Contents.length > 0;
    },
  };
};

const createInMemory = async () => {
  const bucket = inMemoryImageBucket();
  return { bucket, put: bucket.put, has: async (key: string) => bucket.keys().includes(key) };
};

describe.each([
  ['on S3', createS3],
  ['in memory', createInMemory],
])('the image bucket %s', (_, create) => {
  // The service itself would process an object under uploads/.
  const key = () => `contract-test/${newId('img')}`;

  it('reads an object with its size and content type', async () => {
    const { bucket, put } = await create();
    const name = key();
    await put(name, 'image/png', PNG);
    const object = { contentType: 'image/png', bytes: PNG.length };
    expect(await bucket.read(name, 1000)).toEqual({ ...object, content: new Uint8Array(PNG) });
    expect(await bucket.read(name, 12)).toEqual({ ...object, content: new Uint8Array(PNG.subarray(0, 12)) });
  });

  it('returns undefined for an object that does not exist', async () => {
    const { bucket } = await create();
    expect(await bucket.read(key(), 12)).toBeUndefined();
  });

  it('overwrites and removes an object', async () => {
    const { bucket, put, has } = await create();
    const name = key();
    await put(name, 'text/plain', Buffer.from('old'));
    await bucket.write(name, 'image/png', PNG);
    expect(await bucket.read(name, 12)).toMatchObject({ contentType: 'image/png', bytes: PNG.length });
    await bucket.remove(name);
    await bucket.remove(name);
    expect(await has(name)).toBe(false);
  });

  it('creates a form with key and type', async () => {
    const { bucket } = await create();
    const name = key();
    const upload = { key: name, contentType: 'image/png' as const, maxBytes: 100, lifetimeSeconds: 60 };
    const { url, fields } = await bucket.uploadForm(upload);
    expect(URL.canParse(url)).toBe(true);
    expect(fields).toMatchObject({ key: name, 'Content-Type': 'image/png' });
  });
});
