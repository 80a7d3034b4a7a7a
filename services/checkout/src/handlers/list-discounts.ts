import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { listDiscounts } from '../controllers/list-discounts.ts';
import { dynamoDbDiscountRepository } from '../gateways/dynamodb-discount-repository.ts';
import request from './list-discounts.schema.ts';

const env = environment({ DISCOUNTS_TABLE: 'text' });
const deps = { discounts: dynamoDbDiscountRepository({ discounts: env.DISCOUNTS_TABLE }) };

export const handler = httpHandler(request, async ({ query }) => {
  return ok(await listDiscounts(query, deps));
});
