import { httpRequest, Problem, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { ImageUploadForm, NewImageUpload } from '../models/image-upload.ts';

export default httpRequest({
  summary: 'Create an image upload',
  description: 'Returns a form to upload the file with. The image is listed once it was processed.',
  access: staff('tradewind/catalog.write'),
  path: Type.Object({ productId: idSchema('prd') }),
  body: NewImageUpload,
  responses: { 201: ImageUploadForm, 403: Problem, 404: Problem, 409: Problem },
});
