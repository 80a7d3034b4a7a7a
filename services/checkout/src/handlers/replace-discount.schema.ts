import { httpRequest, Problem, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { DiscountCode, DiscountTerms, DiscountView } from '../models/discount.ts';

export default httpRequest({
  summary: 'Replace a discount',
  access: staff(),
  path: Type.Object({ code: DiscountCode }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: DiscountTerms,
  responses: { 200: DiscountView, 403: Problem, 404: Problem, 412: Problem, 422: Problem },
});
