import { httpRequest, Problem, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { DiscountCode, DiscountView } from '../models/discount.ts';

export default httpRequest({
  summary: 'Get a discount',
  description: 'Includes the number of redemptions.',
  access: staff(),
  path: Type.Object({ code: DiscountCode }),
  responses: { 200: DiscountView, 403: Problem, 404: Problem },
});
