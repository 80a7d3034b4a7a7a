import { httpRequest, Problem, staff } from '#libs/lambda';
import { DiscountView, NewDiscount } from '../models/discount.ts';

export default httpRequest({
  summary: 'Create a discount',
  access: staff(),
  body: NewDiscount,
  responses: { 201: DiscountView, 403: Problem, 409: Problem, 422: Problem },
});
