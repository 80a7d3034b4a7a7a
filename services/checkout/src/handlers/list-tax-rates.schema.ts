import { httpRequest, Problem } from '#libs/lambda';
import { pageOf, PageQuery } from '#libs/models';
import { TaxRate } from '../models/tax-rate.ts';

export default httpRequest({
  summary: 'All tax rates, by region',
  query: PageQuery,
  responses: { 200: pageOf(TaxRate), 403: Problem },
});
