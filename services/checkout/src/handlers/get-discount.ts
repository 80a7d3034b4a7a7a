import { environment } from '#libs/config';
import { httpHandler, ok, requireStaff } from '#libs/lambda';
import { getDiscount } from '../controllers/get-discount.ts';
import { dynamoDbDiscountRegister } from '../gateways/dynamodb-discount-register.ts';
import { discountView } from '../models/discount.ts';
import request from './get-discount.schema.ts';

const env = environment({ DISCOUNTS_TABLE: 'text' });
const deps = { discounts: dynamoDbDiscountRegister({ discounts: env.DISCOUNTS_TABLE }) };

export const handler = httpHandler(request, async ({ path, caller }) => {
  requireStaff(caller);
  const discount = await getDiscount(path.code, deps);
  return ok(discountView(discount), { version: discount.version });
});
