import { environment } from '#libs/config';
import { httpHandler, ok, requireStaff } from '#libs/lambda';
import { listProducts } from '../controllers/list-products.ts';
import { dynamoDbProductTable } from '../gateways/dynamodb-product-table.ts';
import { imagesUrl } from '../gateways/images-url.ts';
import request from './list-archived-products.schema.ts';

const env = environment({ PRODUCTS_TABLE: 'text', IMAGES_BUCKET: 'text' });
const deps = {
  products: dynamoDbProductTable({ products: env.PRODUCTS_TABLE }),
  imagesUrl: imagesUrl(env.IMAGES_BUCKET),
};

export const handler = httpHandler(request, async ({ query, caller }) => {
  requireStaff(caller, 'tradewind/catalog.write');
  return ok(await listProducts({ status: 'archived', ...query }, deps));
});
