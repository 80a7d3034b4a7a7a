import { httpRequest, Problem, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { ImageUploadView } from '../models/image-upload.ts';

export default httpRequest({
  summary: 'Get the status of an image upload',
  description: 'Includes the reason of a rejection.',
  access: staff('tradewind/catalog.write'),
  path: Type.Object({ productId: idSchema('prd'), imageId: idSchema('img') }),
  responses: { 200: ImageUploadView, 403: Problem, 404: Problem },
});
