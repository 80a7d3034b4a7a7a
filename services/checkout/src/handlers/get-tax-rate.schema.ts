import { httpRequest, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { TaxRate, TaxRegion } from '../models/tax-rate.ts';

export default httpRequest({
  tag: 'Tax rates',
  summary: 'Get a tax rate',
  description: 'The rate of a country, or of a region of it.',
  access: staff(),
  path: Type.Object({ region: TaxRegion }),
  responses: { 200: TaxRate },
  sends: ['ETag'],
  problems: { 404: ['pricing-rule.not-found'] },
});
