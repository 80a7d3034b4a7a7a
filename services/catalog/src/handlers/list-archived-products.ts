import { httpHandler, ok, requireStaff } from '#libs/lambda';
import { listProducts } from '../controllers/list-products.ts';
import { productReadDependencies } from '../wiring/product-reads.ts';
import request from './list-archived-products.schema.ts';

const deps = productReadDependencies();

export const handler = httpHandler(request, async ({ query, caller }) => {
  requireStaff(caller, 'tradewind/catalog.write');
  return ok(await listProducts({ status: 'archived', ...query }, deps));
});
