import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import type { ImageBucket } from './image-bucket.ts';

// Path-style URLs work with S3 and with any endpoint that replaces it.
const sharedClient = new S3Client({
  forcePathStyle: true,
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
});

export const s3ImageBucket = (bucket: string, client: S3Client = sharedClient): ImageBucket => ({
  async uploadForm({ key, contentType, maxBytes, lifetimeSeconds }) {
    return createPresignedPost(client, {
      Bucket: bucket,
      Key: key,
      Fields: { 'Content-Type': contentType },
      Conditions: [
        ['eq', '$Content-Type', contentType],
        ['content-length-range', 1, maxBytes],
      ],
      Expires: lifetimeSeconds,
    });
  },

  async read(key, maxBytes) {
    try {
      const range = `bytes=0-${maxBytes - 1}`;
      const {
        Body,
        ContentRange,
        ContentType = '',
      } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, Range: range }));
      const content = (await Body?.transformToByteArray()) ?? new Uint8Array();
      // `bytes 0-11/48213`
      const bytes = Number(ContentRange?.split('/')[1] ?? content.length);
      return { contentType: ContentType, bytes, content };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  },

  async write(key, contentType, content) {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: content,
        ContentType: contentType,
        CacheControl: 'public, max-age=31536000, immutable',
      }),
    );
  },

  async remove(key) {
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  },
});
