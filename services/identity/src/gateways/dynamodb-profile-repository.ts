import { dynamoDbClient, type ClientConfig, type DynamoDbClient } from '#libs/aws';
import { dynamoDbRecordRepository } from '#libs/gateways';
import type { Profile } from '../models/profile.ts';
import type { ProfileRepository } from './profile-repository.ts';
import { triggerTimeouts } from './trigger-timeouts.ts';

export const dynamoDbProfileRepository = (tableName: string, client?: DynamoDbClient): ProfileRepository =>
  dynamoDbRecordRepository<Profile>(tableName, ['customerId'], client);

/** For a user pool trigger: its requests end, or fail, before the pool times out. */
export const dynamoDbProfileRepositoryForTrigger = (
  tableName: string,
  config: ClientConfig = {},
): ProfileRepository =>
  dynamoDbProfileRepository(tableName, dynamoDbClient({ ...triggerTimeouts, ...config }));
