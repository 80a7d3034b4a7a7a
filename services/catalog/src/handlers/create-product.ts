import { environment } from '#libs/config';
import { created, dynamoDbIdempotency, httpHandler } from '#libs/lambda';
import { createProduct } from '../controllers/create-product.ts';
import { productWriteDependencies } from '../wiring/product-writes.ts';
import request from './create-product.schema.ts';

const env = environment({ IDEMPOTENCY_TABLE: 'text' });
const deps = productWriteDependencies();

export const handler = httpHandler(
  request,
  async ({ body }) => {
    const product = await createProduct(body, deps);
    const { productId, version } = product;
    return created(product, { location: `/catalog/products/${productId}`, version });
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);
