import { httpRequest, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { DiscountCode, DiscountView } from '../models/discount.ts';

export default httpRequest({
  tag: 'Discounts',
  summary: 'Get a discount',
  description: 'Includes the number of redemptions.',
  access: staff(),
  path: Type.Object({ code: DiscountCode }),
  responses: { 200: DiscountView },
  sends: ['ETag'],
  problems: { 404: ['discount.not-found'] },
});
