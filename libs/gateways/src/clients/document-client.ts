import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { clientDefaults } from './client-defaults.ts';
import { lazy } from './lazy.ts';

/** DynamoDB with plain JavaScript values; absent optional fields are left out. */
export const documentClient = lazy(() =>
  DynamoDBDocumentClient.from(new DynamoDBClient(clientDefaults), {
    marshallOptions: { removeUndefinedValues: true },
  }),
);
