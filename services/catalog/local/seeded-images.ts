import type { LocalContext } from '../../../tools/local-cloud/src/contract/local-context.ts';
import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import sharp from 'sharp';
import { uploadKey } from '../src/models/image.ts';
import { newImageUpload } from '../src/models/image-upload.ts';
import { deskPad, recordCrate, robe } from './drawings.ts';
import { seededId } from './seeded-catalog.ts';

/** The first products of the list, and a drawing of each. */
const pictured = [
  { product: 200, drawing: recordCrate },
  { product: 199, drawing: robe },
  { product: 198, drawing: deskPad },
] as const;

/**
 * Uploads images of some products, as staff would. The service processes them soon after the local cloud has started.
 */
export async function seedImages(
  { awsClientConfig, tableName, resource }: LocalContext,
  documents: DynamoDBDocumentClient,
): Promise<number> {
  const s3 = new S3Client({ ...awsClientConfig, forcePathStyle: true });
  const Bucket = resource('catalog', 'ImagesBucket').ref;
  // All before the first upload: the function that processes it blocks the loader of SVG for the whole process.
  const images = await Promise.all(
    pictured.map(async ({ product, drawing }) => ({ product, Body: await toJpeg(drawing) })),
  );
  for (const { product, Body } of images) {
    const name = { productId: seededId('prd', product), imageId: seededId('img', product) };
    const upload = newImageUpload(name, { contentType: 'image/jpeg', correlationId: 'seed' }, new Date());
    const Item = { ...upload, version: 1, correlationId: 'seed' };
    await documents.send(new PutCommand({ TableName: tableName('catalog', 'ImageUploadsTable'), Item }));
    await s3.send(new PutObjectCommand({ Bucket, Key: uploadKey(name), Body, ContentType: 'image/jpeg' }));
  }
  return pictured.length;
}

const toJpeg = (drawing: string): Promise<Buffer> =>
  sharp(Buffer.from(drawing)).jpeg({ quality: 90 }).toBuffer();
