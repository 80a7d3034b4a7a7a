import { environment } from '#libs/config';
import { created, dynamoDbIdempotency, httpHandler } from '#libs/lambda';
import { createImageUpload } from '../controllers/create-image-upload.ts';
import { dynamoDbImageUploadRepository } from '../gateways/dynamodb-image-upload-repository.ts';
import { dynamoDbProductRepository } from '../gateways/dynamodb-product-repository.ts';
import { s3ImageBucket } from '../gateways/s3-image-bucket.ts';
import request from './create-image-upload.schema.ts';

const env = environment({
  IDEMPOTENCY_TABLE: 'text',
  PRODUCTS_TABLE: 'text',
  IMAGE_UPLOADS_TABLE: 'text',
  IMAGES_BUCKET: 'text',
});
const deps = {
  products: dynamoDbProductRepository({ products: env.PRODUCTS_TABLE }),
  uploads: dynamoDbImageUploadRepository(env.IMAGE_UPLOADS_TABLE),
  bucket: s3ImageBucket(env.IMAGES_BUCKET),
  now: () => new Date(),
};

export const handler = httpHandler(
  request,
  async ({ path, body }) => {
    return created(await createImageUpload(path.productId, body.contentType, deps));
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);
