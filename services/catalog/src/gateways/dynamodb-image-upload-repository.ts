import { documentClient, dynamoDbRecordRepository } from '#libs/gateways';
import type { DynamoDbClient } from '#libs/aws';
import type { ImageUpload } from '../models/image-upload.ts';
import type { ImageUploadRepository } from './image-upload-repository.ts';

export function dynamoDbImageUploadRepository(
  tableName: string,
  client: DynamoDbClient = documentClient(),
): ImageUploadRepository {
  const records = dynamoDbRecordRepository<ImageUpload>(tableName, ['productId', 'imageId'], client);
  return {
    get: ({ productId, imageId }) => records.get({ productId, imageId }),
    insert: (upload) => records.insert(upload),
    replace: (upload) => records.replace(upload),
  };
}
