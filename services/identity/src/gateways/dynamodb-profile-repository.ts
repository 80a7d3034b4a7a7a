import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoDbRecordRepository } from '#libs/gateways';
import type { Profile } from '../models/profile.ts';
import type { ProfileRepository } from './profile-repository.ts';
import { triggerTimeouts } from './trigger-timeouts.ts';

export const dynamoDbProfileRepository = (
  tableName: string,
  client?: DynamoDBDocumentClient,
): ProfileRepository => dynamoDbRecordRepository<Profile>(tableName, ['customerId'], client);

/** For a user pool trigger: its requests end, or fail, before the pool times out. */
export const dynamoDbProfileRepositoryForTrigger = (
  tableName: string,
  config: DynamoDBClientConfig = {},
): ProfileRepository =>
  dynamoDbProfileRepository(
    tableName,
    DynamoDBDocumentClient.from(new DynamoDBClient({ ...triggerTimeouts, ...config })),
  );
