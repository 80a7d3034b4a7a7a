import { httpRequest, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { TaxRate, TaxRegion, TaxRateDetails } from '../models/tax-rate.ts';

export default httpRequest({
  tag: 'Tax rates',
  summary: 'Create or replace a tax rate',
  description: 'Applies to sessions that are priced from now on. Returns 201 if the rate is new.',
  access: staff(),
  path: Type.Object({ region: TaxRegion }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: TaxRateDetails,
  responses: { 200: TaxRate, 201: TaxRate },
  sends: ['ETag'],
  problems: { 409: ['record.changed'] },
});
