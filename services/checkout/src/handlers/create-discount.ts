import { environment } from '#libs/config';
import { created, dynamoDbIdempotency, httpHandler } from '#libs/lambda';
import { createDiscount } from '../controllers/create-discount.ts';
import { dynamoDbDiscountRepository } from '../gateways/dynamodb-discount-repository.ts';
import { toDiscountView } from '../models/discount.ts';
import request from './create-discount.schema.ts';

const env = environment({ IDEMPOTENCY_TABLE: 'text', DISCOUNTS_TABLE: 'text' });
const deps = { discounts: dynamoDbDiscountRepository({ discounts: env.DISCOUNTS_TABLE }) };

export const handler = httpHandler(
  request,
  async ({ body }) => {
    const discount = await createDiscount(body, deps);
    const location = `/checkout/discounts/${discount.code}`;
    return created(toDiscountView(discount), { location, version: discount.version });
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);
