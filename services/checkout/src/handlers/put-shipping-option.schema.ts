import { ShippingOptionId } from '#libs/contracts';
import { httpRequest, Problem, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { ShippingOption, ShippingOptionDetails } from '../models/shipping-option.ts';

export default httpRequest({
  summary: 'Create or replace a shipping option',
  access: staff(),
  path: Type.Object({ optionId: ShippingOptionId }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: ShippingOptionDetails,
  responses: { 200: ShippingOption, 201: ShippingOption, 403: Problem, 412: Problem },
});
