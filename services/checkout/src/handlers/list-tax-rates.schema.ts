import { httpRequest, staff } from '#libs/lambda';
import { pageSchema, PageQuery } from '#libs/models';
import { TaxRate } from '../models/tax-rate.ts';

export default httpRequest({
  tag: 'Tax rates',
  summary: 'List tax rates',
  description: 'Sorted by region.',
  access: staff(),
  query: PageQuery,
  responses: { 200: pageSchema(TaxRate) },
});
