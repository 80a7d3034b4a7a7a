import { environment } from '#libs/config';
import { created, httpHandler, requireStaff } from '#libs/lambda';
import { createDiscount } from '../controllers/create-discount.ts';
import { dynamoDbDiscountRegister } from '../gateways/dynamodb-discount-register.ts';
import { discountView } from '../models/discount.ts';
import request from './create-discount.schema.ts';

const env = environment({ DISCOUNTS_TABLE: 'text' });
const deps = { discounts: dynamoDbDiscountRegister({ discounts: env.DISCOUNTS_TABLE }) };

export const handler = httpHandler(request, async ({ body, caller }) => {
  requireStaff(caller);
  const discount = await createDiscount(body, deps);
  const location = `/checkout/discounts/${discount.code}`;
  return created(discountView(discount), { location, version: discount.version });
});
