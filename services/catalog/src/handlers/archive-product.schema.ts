import { httpRequest, Problem, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';

export default httpRequest({
  summary: 'Archive a product',
  description: 'Takes the product off sale. The record is kept for its orders.',
  access: staff('tradewind/catalog.write'),
  path: Type.Object({ productId: idSchema('prd') }),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  responses: { 204: null, 403: Problem, 404: Problem, 412: Problem },
});
