import { environment } from '#libs/config';
import { created, httpHandler, requireStaff } from '#libs/lambda';
import { createProduct } from '../controllers/create-product.ts';
import { dynamoDbProductTable } from '../gateways/dynamodb-product-table.ts';
import { imagesUrl } from '../gateways/images-url.ts';
import request from './create-product.schema.ts';

const env = environment({ PRODUCTS_TABLE: 'text', CATEGORIES_TABLE: 'text', IMAGES_BUCKET: 'text' });
const deps = {
  products: dynamoDbProductTable({ products: env.PRODUCTS_TABLE, categories: env.CATEGORIES_TABLE }),
  imagesUrl: imagesUrl(env.IMAGES_BUCKET),
  now: () => new Date(),
};

export const handler = httpHandler(request, async ({ body, caller }) => {
  requireStaff(caller, 'tradewind/catalog.write');
  const product = await createProduct(body, deps);
  const { productId, version } = product;
  return created(product, { location: `/catalog/products/${productId}`, version });
});
