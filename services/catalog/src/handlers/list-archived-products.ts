import { httpHandler, ok } from '#libs/lambda';
import { listProducts } from '../controllers/list-products.ts';
import { productReadDependencies } from '../wiring/product-reads.ts';
import request from './list-archived-products.schema.ts';

const deps = productReadDependencies();

export const handler = httpHandler(request, async ({ query }) => {
  return ok(await listProducts({ status: 'archived', ...query }, deps));
});
