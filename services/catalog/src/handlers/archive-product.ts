import { environment } from '#libs/config';
import { httpHandler, noContent } from '#libs/lambda';
import { archiveProduct } from '../controllers/archive-product.ts';
import { dynamoDbProductRepository } from '../gateways/dynamodb-product-repository.ts';
import request from './archive-product.schema.ts';

const env = environment({ PRODUCTS_TABLE: 'text', CATEGORIES_TABLE: 'text' });
const deps = {
  products: dynamoDbProductRepository({ products: env.PRODUCTS_TABLE, categories: env.CATEGORIES_TABLE }),
  now: () => new Date(),
};

export const handler = httpHandler(request, async ({ path, headers }) => {
  await archiveProduct(path.productId, headers['if-match'], deps);
  return noContent();
});
