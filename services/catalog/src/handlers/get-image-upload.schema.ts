import { httpRequest, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { ImageUploadView } from '../models/image-upload.ts';

export default httpRequest({
  tag: 'Images',
  summary: 'Get the status of an image upload',
  description: 'Poll it after the upload. A rejected upload includes the reason.',
  access: staff('tradewind/catalog.write'),
  path: Type.Object({ productId: idSchema('prd'), imageId: idSchema('img') }),
  responses: { 200: ImageUploadView },
  problems: { 404: ['image-upload.not-found'] },
});
