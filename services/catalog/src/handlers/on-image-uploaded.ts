import { environment } from '#libs/config';
import { acceptImage } from '../controllers/accept-image.ts';
import { dynamoDbProductTable } from '../gateways/dynamodb-product-table.ts';
import { s3ImageBucket } from '../gateways/s3-image-bucket.ts';
import { createdObjectsHandler } from '../helpers/created-objects-handler.ts';

const env = environment({ PRODUCTS_TABLE: 'text', IMAGES_BUCKET: 'text' });
const needs = {
  products: dynamoDbProductTable({ products: env.PRODUCTS_TABLE }),
  bucket: s3ImageBucket(env.IMAGES_BUCKET),
  now: () => new Date(),
};

export const handler = createdObjectsHandler((key) => acceptImage(key, needs));
