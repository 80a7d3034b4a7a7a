import { httpRequest, Problem } from '#libs/lambda';
import { pageSchema, PageQuery } from '#libs/models';
import { TaxRate } from '../models/tax-rate.ts';

export default httpRequest({
  summary: 'List tax rates',
  description: 'Sorted by region.',
  query: PageQuery,
  responses: { 200: pageSchema(TaxRate), 403: Problem },
});
