import { ShippingOptionId } from '#libs/contracts';
import { httpRequest, Problem, staff } from '#libs/lambda';
import { Type } from 'typebox';
import { ShippingOption } from '../models/shipping-option.ts';

export default httpRequest({
  summary: 'Get a shipping option',
  access: staff(),
  path: Type.Object({ optionId: ShippingOptionId }),
  responses: { 200: ShippingOption, 403: Problem, 404: Problem },
});
