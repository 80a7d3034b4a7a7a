import { httpRequest, Problem, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { TaxRate, TaxRegion, TaxRateDetails } from '../models/tax-rate.ts';

export default httpRequest({
  summary: 'Create or replace a tax rate',
  access: staff(),
  path: Type.Object({ region: TaxRegion }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: TaxRateDetails,
  responses: { 200: TaxRate, 201: TaxRate, 403: Problem, 412: Problem },
});
