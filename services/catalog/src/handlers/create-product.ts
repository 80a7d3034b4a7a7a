import { created, httpHandler } from '#libs/lambda';
import { createProduct } from '../controllers/create-product.ts';
import { productWriteDependencies } from '../wiring/product-writes.ts';
import request from './create-product.schema.ts';

const deps = productWriteDependencies();

export const handler = httpHandler(request, async ({ body }) => {
  const product = await createProduct(body, deps);
  const { productId, version } = product;
  return created(product, { location: `/catalog/products/${productId}`, version });
});
