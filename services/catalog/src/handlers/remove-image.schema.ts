import { httpRequest, Problem } from '#libs/lambda';
import { idOf } from '#libs/models';
import { Type } from 'typebox';

export default httpRequest({
  summary: 'Remove an image of a product',
  path: Type.Object({ productId: idOf('prd'), imageId: idOf('img') }),
  responses: { 204: null, 403: Problem, 404: Problem },
});
