import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { clientDefaults } from './client-defaults.ts';
import { lazy } from './lazy.ts';

/** The shared DynamoDB client. It takes plain JavaScript values and omits undefined fields. */
export const documentClient = lazy(() =>
  DynamoDBDocumentClient.from(new DynamoDBClient(clientDefaults), {
    marshallOptions: { removeUndefinedValues: true },
  }),
);
