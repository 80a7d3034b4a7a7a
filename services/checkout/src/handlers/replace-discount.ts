import { environment } from '#libs/config';
import { httpHandler, ok, requireStaff } from '#libs/lambda';
import { replaceDiscount } from '../controllers/replace-discount.ts';
import { dynamoDbDiscountRegister } from '../gateways/dynamodb-discount-register.ts';
import { discountView } from '../models/discount.ts';
import request from './replace-discount.schema.ts';

const env = environment({ DISCOUNTS_TABLE: 'text' });
const deps = { discounts: dynamoDbDiscountRegister({ discounts: env.DISCOUNTS_TABLE }) };

export const handler = httpHandler(request, async ({ path, body: terms, headers, caller }) => {
  requireStaff(caller);
  const discount = await replaceDiscount({ code: path.code, terms, ifMatch: headers['if-match'] }, deps);
  return ok(discountView(discount), { version: discount.version });
});
