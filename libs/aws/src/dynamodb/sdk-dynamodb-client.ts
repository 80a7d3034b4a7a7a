import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { retryTransactionConflicts } from './conflict-retries.ts';
import type { DynamoDbClient } from './dynamodb-client.ts';

/**
 * Creates a {@link DynamoDbClient} over the SDK: for tasks, whose credentials come from an endpoint of ECS and expire, and
 * as the reference of the contract tests.
 */
export function sdkDynamoDbClient(client: DynamoDBClient): DynamoDbClient {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return retryTransactionConflicts<DynamoDbClient>({
    get: (input) => documents.send(new GetCommand(input)),
    put: (input) => documents.send(new PutCommand(input)),
    update: (input) => documents.send(new UpdateCommand(input)),
    delete: (input) => documents.send(new DeleteCommand(input)),
    query: (input) => documents.send(new QueryCommand(input)),
    scan: (input) => documents.send(new ScanCommand(input)),
    batchGet: (input) => documents.send(new BatchGetCommand(input)),
    batchWrite: (input) => documents.send(new BatchWriteCommand(input)),
    transactGet: (input) => documents.send(new TransactGetCommand(input)),
    transactWrite: (input) => documents.send(new TransactWriteCommand(input)),
    connect: () => Promise.resolve(),
  });
}
