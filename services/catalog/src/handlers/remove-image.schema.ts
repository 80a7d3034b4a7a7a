import { httpRequest, Problem, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';

export default httpRequest({
  summary: 'Remove an image from a product',
  access: staff('tradewind/catalog.write'),
  path: Type.Object({ productId: idSchema('prd'), imageId: idSchema('img') }),
  responses: { 204: null, 403: Problem, 404: Problem },
});
