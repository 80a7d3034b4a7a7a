import { environment } from '#libs/config';
import { httpHandler, noContent } from '#libs/lambda';
import { removeImage } from '../controllers/remove-image.ts';
import { dynamoDbProductRepository } from '../gateways/dynamodb-product-repository.ts';
import request from './remove-image.schema.ts';

const env = environment({ PRODUCTS_TABLE: 'text' });
const deps = {
  products: dynamoDbProductRepository({ products: env.PRODUCTS_TABLE }),
  now: () => new Date(),
};

export const handler = httpHandler(request, async ({ path }) => {
  await removeImage(path, deps);
  return noContent();
});
