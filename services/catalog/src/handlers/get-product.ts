import { httpHandler, ok } from '#libs/lambda';
import { getProduct } from '../controllers/get-product.ts';
import { productReadDependencies } from '../wiring/product-reads.ts';
import request from './get-product.schema.ts';

const deps = productReadDependencies();

export const handler = httpHandler(request, async ({ path }) => {
  const product = await getProduct(path.productId, deps);
  return ok(product, { version: product.version });
});
