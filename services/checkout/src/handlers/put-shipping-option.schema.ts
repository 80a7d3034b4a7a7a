import { ShippingOptionId } from '#libs/contracts';
import { httpRequest, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { ShippingOption, ShippingOptionDetails } from '../models/shipping-option.ts';

export default httpRequest({
  tag: 'Shipping options',
  summary: 'Create or replace a shipping option',
  description: 'Open sessions are offered it with their next change. Returns 201 if the option is new.',
  access: staff(),
  path: Type.Object({ optionId: ShippingOptionId }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: ShippingOptionDetails,
  responses: { 200: ShippingOption, 201: ShippingOption },
  sends: ['ETag'],
  problems: { 409: ['record.changed'] },
});
