import { httpRequest, Problem } from '#libs/lambda';
import { Type } from 'typebox';
import { TaxRate, TaxRegion } from '../models/tax-rate.ts';

export default httpRequest({
  summary: 'The tax rate of a region',
  path: Type.Object({ region: TaxRegion }),
  responses: { 200: TaxRate, 403: Problem, 404: Problem },
});
