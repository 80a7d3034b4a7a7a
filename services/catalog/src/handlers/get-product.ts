import { environment } from '#libs/config';
import { httpHandler } from '#libs/lambda';
import { getProduct } from '../controllers/get-product.ts';
import { dynamoDbProductTable } from '../gateways/dynamodb-product-table.ts';
import { imagesUrl } from '../gateways/images-url.ts';
import { cachedRecordReply } from '../helpers/cached-reply.ts';
import request from './get-product.schema.ts';

const env = environment({ PRODUCTS_TABLE: 'text', IMAGES_BUCKET: 'text' });
const deps = {
  products: dynamoDbProductTable({ products: env.PRODUCTS_TABLE }),
  imagesUrl: imagesUrl(env.IMAGES_BUCKET),
};

export const handler = httpHandler(request, async ({ path, headers }) =>
  cachedRecordReply(await getProduct(path.productId, deps), headers['if-none-match']),
);
