import { environment } from '#libs/config';
import { acceptImage } from '../controllers/accept-image.ts';
import { dynamoDbImageUploadRepository } from '../gateways/dynamodb-image-upload-repository.ts';
import { dynamoDbProductRepository } from '../gateways/dynamodb-product-repository.ts';
import { s3ImageBucket } from '../gateways/s3-image-bucket.ts';
import { sharpImageRenderer } from '../gateways/sharp-image-renderer.ts';
import { objectCreatedHandler } from '../wiring/object-created-handler.ts';
import { imageSizes } from '../models/image-variant.ts';

const env = environment({
  PRODUCTS_TABLE: 'text',
  IMAGE_UPLOADS_TABLE: 'text',
  IMAGES_BUCKET: 'text',
  IMAGE_SIZES: 'text',
});
const deps = {
  products: dynamoDbProductRepository({ products: env.PRODUCTS_TABLE }),
  uploads: dynamoDbImageUploadRepository(env.IMAGE_UPLOADS_TABLE),
  bucket: s3ImageBucket(env.IMAGES_BUCKET),
  renderer: sharpImageRenderer(imageSizes(env.IMAGE_SIZES)),
  now: () => new Date(),
};

export const handler = objectCreatedHandler((key) => acceptImage(key, deps));
