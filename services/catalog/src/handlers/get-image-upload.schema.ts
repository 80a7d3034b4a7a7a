import { httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { ShownImageUpload } from '../models/image-upload.ts';

export default httpRequest({
  summary: 'What became of an upload: why its image is not listed',
  path: Type.Object({ productId: idSchema('prd'), imageId: idSchema('img') }),
  responses: { 200: ShownImageUpload, 403: Problem, 404: Problem },
});
