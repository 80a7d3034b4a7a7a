import { ShippingOptionId } from '#libs/contracts';
import { httpRequest, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { ShippingOption } from '../models/shipping-option.ts';

export default httpRequest({
  tag: 'Shipping options',
  summary: 'Get a shipping option',
  description: 'Includes an option that is no longer offered.',
  access: staff(),
  path: Type.Object({ optionId: ShippingOptionId }),
  responses: { 200: ShippingOption },
  sends: ['ETag'],
  problems: { 404: ['pricing-rule.not-found'] },
});
