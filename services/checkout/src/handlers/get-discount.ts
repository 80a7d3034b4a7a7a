import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { getDiscount } from '../controllers/get-discount.ts';
import { dynamoDbDiscountRepository } from '../gateways/dynamodb-discount-repository.ts';
import { toDiscountView } from '../models/discount.ts';
import request from './get-discount.schema.ts';

const env = environment({ DISCOUNTS_TABLE: 'text' });
const deps = { discounts: dynamoDbDiscountRepository({ discounts: env.DISCOUNTS_TABLE }) };

export const handler = httpHandler(request, async ({ path }) => {
  const discount = await getDiscount(path.code, deps);
  return ok(toDiscountView(discount), { version: discount.version });
});
