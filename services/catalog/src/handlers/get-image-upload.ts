import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { getImageUpload } from '../controllers/get-image-upload.ts';
import { dynamoDbImageUploadRepository } from '../gateways/dynamodb-image-upload-repository.ts';
import request from './get-image-upload.schema.ts';

const env = environment({ IMAGE_UPLOADS_TABLE: 'text' });
const deps = { uploads: dynamoDbImageUploadRepository(env.IMAGE_UPLOADS_TABLE) };

export const handler = httpHandler(request, async ({ path }) => {
  return ok(await getImageUpload(path, deps));
});
