import { httpRequest, staff } from '#libs/lambda';
import { pageSchema, PageQuery } from '#libs/models';
import { DiscountView } from '../models/discount.ts';

export default httpRequest({
  tag: 'Discounts',
  summary: 'List discounts',
  description: 'Sorted by code.',
  access: staff(),
  query: PageQuery,
  responses: { 200: pageSchema(DiscountView) },
});
