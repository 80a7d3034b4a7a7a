import { Readable } from 'node:stream';
import { AppError } from '#libs/errors';
import {
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { ReportsBucket } from './reports-bucket.ts';

// Path-style URLs work with S3 and with the local cloud.
const sharedClient = new S3Client({
  forcePathStyle: true,
  maxAttempts: 5,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
});

// Two parts of the minimum size of S3 limit the memory of a stream.
const PART_BYTES = 5 * 1024 * 1024;
const CONCURRENT_PARTS = 2;
const MAX_READ_ATTEMPTS = 5;

export const s3ReportsBucket = (bucket: string, client: S3Client = sharedClient): ReportsBucket => ({
  uploadForm: ({ key, contentType, maxBytes, lifetimeSeconds }) =>
    createPresignedPost(client, {
      Bucket: bucket,
      Key: key,
      Fields: { 'Content-Type': contentType },
      Conditions: [
        ['eq', '$Content-Type', contentType],
        ['content-length-range', 0, maxBytes],
      ],
      Expires: lifetimeSeconds,
    }),

  downloadUrl: (key, name, lifetimeSeconds) =>
    getSignedUrl(
      client,
      new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ResponseContentDisposition: `attachment; filename="${name}"`,
      }),
      { expiresIn: lifetimeSeconds },
    ),

  async inspect(key) {
    try {
      const { ContentLength = 0, ETag = '' } = await client.send(
        new HeadObjectCommand({ Bucket: bucket, Key: key }),
      );
      return { bytes: ContentLength, tag: ETag };
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  },

  async *read(key, { tag, fromByte = 0 } = {}) {
    let position = fromByte;
    for (let failures = 0; ;) {
      try {
        for await (const chunk of await openBody(position)) {
          position += chunk.length;
          failures = 0;
          yield chunk;
        }
        return;
      } catch (error) {
        // Resumes at the current position after a broken connection.
        const isBroken = !(error instanceof AppError) && !(error instanceof S3ServiceException);
        if (!isBroken || ++failures >= MAX_READ_ATTEMPTS) throw error;
      }
    }

    async function openBody(offset: number): Promise<AsyncIterable<Uint8Array>> {
      const get = new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: tag, Range: `bytes=${offset}-` });
      try {
        const { Body } = await client.send(get);
        return Body as Readable;
      } catch (error) {
        const name = error instanceof S3ServiceException ? error.name : '';
        // The offset is at the end of the object, or the object is empty.
        if (name === 'InvalidRange') return Readable.from([]);
        if (name === 'PreconditionFailed' || name === 'NoSuchKey')
          throw new AppError('conflict', 'file.changed', {
            cause: error,
            detail: 'The file was deleted or replaced. Upload it again and create another job.',
          });
        throw error;
      }
    }
  },

  async write(key, content, contentType) {
    const Body = Buffer.from(content as Uint8Array);
    const put = { Bucket: bucket, Key: key, Body, ContentLength: Body.length, ContentType: contentType };
    await client.send(new PutObjectCommand(put));
  },

  async writeStream(key, content, contentType) {
    let bytes = 0;
    const counted = async function* () {
      for await (const part of content) {
        const chunk = Buffer.from(part as Uint8Array);
        bytes += chunk.length;
        yield chunk;
      }
    };
    const upload = new Upload({
      client,
      params: { Bucket: bucket, Key: key, Body: Readable.from(counted()), ContentType: contentType },
      partSize: PART_BYTES,
      queueSize: CONCURRENT_PARTS,
    });
    await upload.done();
    return bytes;
  },
});
