import { httpHandler } from '#libs/lambda';
import { getProduct } from '../controllers/get-product.ts';
import { cachedRecordReply } from '../helpers/cached-reply.ts';
import { productReadDependencies } from '../wiring/product-reads.ts';
import request from './get-product.schema.ts';

const deps = productReadDependencies();

export const handler = httpHandler(request, async ({ path, headers }) =>
  cachedRecordReply(await getProduct(path.productId, deps), headers['if-none-match']),
);
