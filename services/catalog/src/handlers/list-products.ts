import { httpHandler } from '#libs/lambda';
import { listProducts } from '../controllers/list-products.ts';
import { cachedReply } from '../helpers/cached-reply.ts';
import { productReadDependencies } from '../wiring/product-reads.ts';
import request from './list-products.schema.ts';

const deps = productReadDependencies();

export const handler = httpHandler(request, async ({ query }) =>
  cachedReply(await listProducts({ status: 'active', ...query }, deps)),
);
