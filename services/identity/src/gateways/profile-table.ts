import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoDbRecordRepository, type RecordRepository } from '#libs/gateways';
import type { Profile } from '../models/profile.ts';
import { triggerBounds } from './trigger-bounds.ts';

/** Profiles, one for each customer. */
export type ProfileTable = RecordRepository<Profile>;

export const profileTable = (tableName: string, client?: DynamoDBDocumentClient): ProfileTable =>
  dynamoDbRecordRepository<Profile>(tableName, ['customerId'], client);

/** The same table for a trigger of the user pool, which is done with it, well or not, before the pool gives up. */
export const profileTableInTrigger = (tableName: string, place: DynamoDBClientConfig = {}): ProfileTable =>
  profileTable(tableName, DynamoDBDocumentClient.from(new DynamoDBClient({ ...triggerBounds, ...place })));
