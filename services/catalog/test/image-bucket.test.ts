import { describe, expect, it } from '@jest/globals';
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { newId } from '#libs/models';
import { runningCloud } from '#libs/testing';
import { s3ImageBucket } from '../src/gateways/s3-image-bucket.ts';
import { inMemoryImageBucket } from './in-memory-image-bucket.ts';
import { PNG } from './samples.ts';

const onS3 = async () => {
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

const inMemory = async () => {
  const bucket = inMemoryImageBucket();
  return { bucket, put: bucket.put, has: async (key: string) => bucket.keys().includes(key) };
};

describe.each([
  ['on S3', onS3],
  ['in memory', inMemory],
])('an image bucket %s', (_, open) => {
  // Not under uploads/, where the service itself would look after it.
  const key = () => `contract-test/${newId('img')}`;

  it('tells how an object begins, how large it is, and what it claims to be', async () => {
    const { bucket, put } = await open();
    const name = key();
    await put(name, 'image/png', PNG);
    expect(await bucket.inspect(name, 12)).toEqual({
      contentType: 'image/png',
      bytes: PNG.length,
      firstBytes: new Uint8Array(PNG.subarray(0, 12)),
    });
  });

  it('tells nothing of an object that is not there', async () => {
    const { bucket } = await open();
    expect(await bucket.inspect(key(), 12)).toBeUndefined();
  });

  it('copies and removes', async () => {
    const { bucket, put, has } = await open();
    const [from, to] = [key(), key()];
    await put(from, 'image/png', PNG);
    await bucket.copy(from, to, 'image/png');
    await bucket.remove(from);
    await bucket.remove(from);
    expect(await has(from)).toBe(false);
    expect(await bucket.inspect(to, 12)).toMatchObject({ contentType: 'image/png', bytes: PNG.length });
  });

  it('answers a form that fixes key and type', async () => {
    const { bucket } = await open();
    const name = key();
    const upload = { key: name, contentType: 'image/png' as const, maxBytes: 100, lifetimeSeconds: 60 };
    const { url, fields } = await bucket.uploadForm(upload);
    expect(URL.canParse(url)).toBe(true);
    expect(fields).toMatchObject({ key: name, 'Content-Type': 'image/png' });
  });
});
