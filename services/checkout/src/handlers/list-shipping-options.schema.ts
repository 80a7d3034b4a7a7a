import { httpRequest, staff } from '#libs/lambda';
import { pageSchema, PageQuery } from '#libs/models';
import { ShippingOption } from '../models/shipping-option.ts';

export default httpRequest({
  tag: 'Shipping options',
  summary: 'List shipping options',
  description: 'Includes options that are no longer offered.',
  access: staff(),
  query: PageQuery,
  responses: { 200: pageSchema(ShippingOption) },
});
