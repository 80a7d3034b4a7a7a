import { httpRequest, Problem } from '#libs/lambda';
import { Type } from 'typebox';
import { ShippingOption, ShippingOptionId, ShippingTerms } from '../models/shipping-option.ts';

export default httpRequest({
  summary: 'Set a way to ship and its prices',
  path: Type.Object({ optionId: ShippingOptionId }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: ShippingTerms,
  responses: { 200: ShippingOption, 201: ShippingOption, 403: Problem, 412: Problem },
});
