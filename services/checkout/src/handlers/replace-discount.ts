import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { replaceDiscount } from '../controllers/replace-discount.ts';
import { dynamoDbDiscountRepository } from '../gateways/dynamodb-discount-repository.ts';
import { toDiscountView } from '../models/discount.ts';
import request from './replace-discount.schema.ts';

const env = environment({ DISCOUNTS_TABLE: 'text' });
const deps = { discounts: dynamoDbDiscountRepository({ discounts: env.DISCOUNTS_TABLE }) };

export const handler = httpHandler(request, async ({ path, body: terms, headers }) => {
  const discount = await replaceDiscount({ code: path.code, terms, ifMatch: headers['if-match'] }, deps);
  return ok(toDiscountView(discount), { version: discount.version });
});
