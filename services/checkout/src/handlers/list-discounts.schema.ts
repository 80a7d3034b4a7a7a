import { httpRequest, Problem } from '#libs/lambda';
import { pageOf, PageQuery } from '#libs/models';
import { DiscountView } from '../models/discount.ts';

export default httpRequest({
  summary: 'All discounts, by code',
  query: PageQuery,
  responses: { 200: pageOf(DiscountView), 403: Problem },
});
