import { documentClient, dynamoDbRecordRepository } from '#libs/gateways';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ImageUpload } from '../models/image-upload.ts';
import type { ImageUploadTable } from './image-upload-table.ts';

/** The uploads on DynamoDB. */
export function dynamoDbImageUploadTable(
  tableName: string,
  client: DynamoDBDocumentClient = documentClient(),
): ImageUploadTable {
  const table = dynamoDbRecordRepository<ImageUpload>(tableName, ['productId', 'imageId'], client);
  return {
    get: ({ productId, imageId }) => table.get({ productId, imageId }),
    insert: (upload) => table.insert(upload),
    replace: (upload) => table.replace(upload),
  };
}
