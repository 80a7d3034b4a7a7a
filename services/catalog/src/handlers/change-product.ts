import { environment } from '#libs/config';
import { httpHandler, ok, requireStaff } from '#libs/lambda';
import { changeProduct } from '../controllers/change-product.ts';
import { dynamoDbProductTable } from '../gateways/dynamodb-product-table.ts';
import { imagesUrl } from '../gateways/images-url.ts';
import request from './change-product.schema.ts';

const env = environment({ PRODUCTS_TABLE: 'text', CATEGORIES_TABLE: 'text', IMAGES_BUCKET: 'text' });
const deps = {
  products: dynamoDbProductTable({ products: env.PRODUCTS_TABLE, categories: env.CATEGORIES_TABLE }),
  imagesUrl: imagesUrl(env.IMAGES_BUCKET),
  now: () => new Date(),
};

export const handler = httpHandler(request, async ({ path, body, headers, caller }) => {
  requireStaff(caller, 'tradewind/catalog.write');
  const product = await changeProduct(path.productId, body, headers['if-match'], deps);
  return ok(product, { version: product.version });
});
