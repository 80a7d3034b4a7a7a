import { httpHandler, ok } from '#libs/lambda';
import { listProducts } from '../controllers/list-products.ts';
import { productReadDependencies } from '../wiring/product-reads.ts';
import request from './list-products.schema.ts';

const deps = productReadDependencies();

export const handler = httpHandler(request, async ({ query }) =>
  ok(await listProducts({ status: 'active', ...query }, deps)),
);
