import type { LocalContext } from '../../../tools/local-cloud/src/contract/local-context.ts';
import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import sharp from 'sharp';
import { uploadKey } from '../src/models/image.ts';
import { newImageUpload } from '../src/models/image-upload.ts';
import { seededId } from './seeded-catalog.ts';

/** The first products of the list, and the color of their images. */
const photographed = [
  { product: 200, color: [122, 74, 42] },
  { product: 199, color: [196, 188, 170] },
  { product: 198, color: [94, 110, 122] },
] as const;
const [WIDTH, HEIGHT] = [640, 480];

/**
 * Uploads images of some products, as staff would. The service processes them soon after the local cloud has started.
 */
export async function seedImages(
  { awsClientConfig, tableName, resource }: LocalContext,
  documents: DynamoDBDocumentClient,
): Promise<number> {
  const s3 = new S3Client({ ...awsClientConfig, forcePathStyle: true });
  const Bucket = resource('catalog', 'ImagesBucket').ref;
  for (const { product, color } of photographed) {
    const name = { productId: seededId('prd', product), imageId: seededId('img', product) };
    const upload = newImageUpload(name, 'image/jpeg', new Date());
    const Item = { ...upload, version: 1, correlationId: 'seed' };
    await documents.send(new PutCommand({ TableName: tableName('catalog', 'ImageUploadsTable'), Item }));
    const Body = await shaded(color);
    await s3.send(new PutObjectCommand({ Bucket, Key: uploadKey(name), Body, ContentType: 'image/jpeg' }));
  }
  return photographed.length;
}

/** A JPEG that is lighter in the upper left corner. */
function shaded(color: readonly number[]): Promise<Buffer> {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
    const light = 1.2 - (0.5 * ((pixel % WIDTH) / WIDTH + Math.floor(pixel / WIDTH) / HEIGHT)) / 2;
    color.forEach((part, channel) => (pixels[pixel * 3 + channel] = Math.min(255, part * light)));
  }
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .jpeg()
    .toBuffer();
}
