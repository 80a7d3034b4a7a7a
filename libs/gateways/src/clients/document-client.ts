import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { bounded } from './bounded.ts';
import { once } from './once.ts';

/** DynamoDB with plain JavaScript values; absent optional fields are left out. */
export const documentClient = once(() =>
  DynamoDBDocumentClient.from(new DynamoDBClient(bounded), {
    marshallOptions: { removeUndefinedValues: true },
  }),
);
