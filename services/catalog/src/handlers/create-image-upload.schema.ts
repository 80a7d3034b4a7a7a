import { httpRequest, IdempotencyKey, staff } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { ImageUploadForm, NewImageUpload } from '../models/image-upload.ts';

export default httpRequest({
  tag: 'Images',
  summary: 'Create an image upload',
  description:
    'Returns a form to upload the file with: send its fields and then the file as multipart/form-data to its URL. The image is listed in the product once it was processed.',
  access: staff('tradewind/catalog.write'),
  path: Type.Object({ productId: idSchema('prd') }),
  headers: Type.Object({ 'idempotency-key': Type.Optional(IdempotencyKey) }),
  body: NewImageUpload,
  responses: { 201: ImageUploadForm },
  problems: { 404: ['product.not-found'], 409: ['product.too-many-images'] },
});
