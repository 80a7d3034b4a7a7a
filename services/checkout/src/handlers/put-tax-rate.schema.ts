import { httpRequest, Problem } from '#libs/lambda';
import { Type } from 'typebox';
import { TaxRate, TaxRegion, TaxTerms } from '../models/tax-rate.ts';

export default httpRequest({
  summary: 'Set the tax rate of a region',
  path: Type.Object({ region: TaxRegion }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: TaxTerms,
  responses: { 200: TaxRate, 201: TaxRate, 403: Problem, 412: Problem },
});
