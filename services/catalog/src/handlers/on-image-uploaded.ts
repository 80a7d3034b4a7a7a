import { environment } from '#libs/config';
import { acceptImage } from '../controllers/accept-image.ts';
import { dynamoDbImageUploadTable } from '../gateways/dynamodb-image-upload-table.ts';
import { dynamoDbProductTable } from '../gateways/dynamodb-product-table.ts';
import { s3ImageBucket } from '../gateways/s3-image-bucket.ts';
import { sharpImageRenderer } from '../gateways/sharp-image-renderer.ts';
import { createdObjectsHandler } from '../helpers/created-objects-handler.ts';
import { imageSizes } from '../models/image-variant.ts';

const env = environment({
  PRODUCTS_TABLE: 'text',
  IMAGE_UPLOADS_TABLE: 'text',
  IMAGES_BUCKET: 'text',
  IMAGE_SIZES: 'text',
});
const deps = {
  products: dynamoDbProductTable({ products: env.PRODUCTS_TABLE }),
  uploads: dynamoDbImageUploadTable(env.IMAGE_UPLOADS_TABLE),
  bucket: s3ImageBucket(env.IMAGES_BUCKET),
  renderer: sharpImageRenderer(imageSizes(env.IMAGE_SIZES)),
  now: () => new Date(),
};

export const handler = createdObjectsHandler((key) => acceptImage(key, deps));
