import { describe, expect, it } from '@jest/globals';
import { S3Client } from '@aws-sdk/client-s3';
import { newId } from '#libs/models';
import { runningCloud } from '#libs/testing';
import { s3ReportsBucket } from '../src/gateways/s3-reports-bucket.ts';
import { inMemoryReportsBucket } from './in-memory-reports-bucket.ts';

const onS3 = async () => {
  const cloud = runningCloud();
  const client = new S3Client({ ...cloud.clientConfig, forcePathStyle: true });
  return s3ReportsBucket(await cloud.ref('reporting', 'ReportsBucket'), client);
};

describe.each([
  ['on S3', onS3],
  ['in memory', async () => inMemoryReportsBucket()],
])('the reports bucket %s', (_, open) => {
  const text = async (bytes: AsyncIterable<Uint8Array>) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of bytes) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };
  const newKey = () => `work/${newId('job')}/file.csv`;

  it('reads an object from any offset', async () => {
    const [bucket, key] = [await open(), newKey()];
    expect(await bucket.inspect(key)).toBeUndefined();
    await bucket.write(key, 'a,é\n', 'text/csv');
    const { bytes, tag } = (await bucket.inspect(key))!;
    expect(bytes).toBe(5);
    expect(await text(bucket.read(key, { tag }))).toBe('a,é\n');
    expect(await text(bucket.read(key, { tag, fromByte: 2 }))).toBe('é\n');
    expect(await text(bucket.read(key, { tag, fromByte: 5 }))).toBe('');
  });

  it('reads an empty object', async () => {
    const [bucket, key] = [await open(), newKey()];
    await bucket.write(key, '', 'text/csv');
    expect(await text(bucket.read(key))).toBe('');
  });

  it('rejects an object that was replaced or deleted', async () => {
    const [bucket, key] = [await open(), newKey()];
    await bucket.write(key, 'one', 'text/csv');
    const { tag } = (await bucket.inspect(key))!;
    await bucket.write(key, 'other', 'text/csv');
    const changed = { kind: 'conflict', code: 'file.changed' };
    await expect(text(bucket.read(key, { tag }))).rejects.toMatchObject(changed);
    await expect(text(bucket.read(newKey()))).rejects.toMatchObject(changed);
  });

  it('writes a stream of unknown length', async () => {
    const [bucket, key] = [await open(), newKey()];
    async function* content() {
      yield 'head\n';
      for (let n = 0; n < 60; n++) yield Buffer.alloc(100_000, 'x');
    }
    expect(await bucket.writeStream(key, content(), 'text/csv')).toBe(6_000_005);
    expect(await bucket.inspect(key)).toMatchObject({ bytes: 6_000_005 });
  });
});
