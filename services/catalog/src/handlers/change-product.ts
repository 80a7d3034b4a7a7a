import { httpHandler, ok } from '#libs/lambda';
import { changeProduct } from '../controllers/change-product.ts';
import { productWriteDependencies } from '../wiring/product-writes.ts';
import request from './change-product.schema.ts';

const deps = productWriteDependencies();

export const handler = httpHandler(request, async ({ path, body, headers }) => {
  const product = await changeProduct(path.productId, body, headers['if-match'], deps);
  return ok(product, { version: product.version });
});
