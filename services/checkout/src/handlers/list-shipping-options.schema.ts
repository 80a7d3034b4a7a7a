import { httpRequest, Problem } from '#libs/lambda';
import { pageOf, PageQuery } from '#libs/models';
import { ShippingOption } from '../models/shipping-option.ts';

export default httpRequest({
  summary: 'All ways to ship, offered or not',
  query: PageQuery,
  responses: { 200: pageOf(ShippingOption), 403: Problem },
});
