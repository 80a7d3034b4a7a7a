import { httpRequest, Problem, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { TaxRate, TaxRegion } from '../models/tax-rate.ts';

export default httpRequest({
  summary: 'Get a tax rate',
  access: staff(),
  path: Type.Object({ region: TaxRegion }),
  responses: { 200: TaxRate, 403: Problem, 404: Problem },
});
