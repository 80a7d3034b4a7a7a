import { environment } from '#libs/config';
import { httpHandler, ok, requireStaff } from '#libs/lambda';
import { listDiscounts } from '../controllers/list-discounts.ts';
import { dynamoDbDiscountRegister } from '../gateways/dynamodb-discount-register.ts';
import request from './list-discounts.schema.ts';

const env = environment({ DISCOUNTS_TABLE: 'text' });
const deps = { discounts: dynamoDbDiscountRegister({ discounts: env.DISCOUNTS_TABLE }) };

export const handler = httpHandler(request, async ({ query, caller }) => {
  requireStaff(caller);
  return ok(await listDiscounts(query, deps));
});
