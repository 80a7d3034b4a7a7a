import { randomUUID } from 'node:crypto';
import { runningCloud } from '#libs/testing';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  type KeySchemaElement,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Tables of a test's own: the service's are watched, and a session that is submitted there is bought. */
export async function createOwnTables<Name extends string>(
  keys: Readonly<Record<Name, readonly string[]>>,
  /** Global secondary indexes, by table and name: their keys. */
  indexes: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {},
) {
  const dynamoDb = new DynamoDBClient(runningCloud().clientConfig);
  const named = Object.entries<readonly string[]>(keys).map(
    ([name, attributes]) => [name, `${name}-${randomUUID()}`, attributes] as const,
  );
  for (const [name, TableName, attributes] of named) {
    const ofTable = Object.entries<readonly string[]>(indexes[name] ?? {});
    const every = new Set([...attributes, ...ofTable.flatMap(([, indexed]) => indexed)]);
    await dynamoDb.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [...every].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: keySchema(attributes),
        ...(ofTable.length > 0 && {
          GlobalSecondaryIndexes: ofTable.map(([IndexName, indexed]) => ({
            IndexName,
            KeySchema: keySchema(indexed),
            Projection: { ProjectionType: 'KEYS_ONLY' },
          })),
        }),
      }),
    );
  }
  return {
    client: DynamoDBDocumentClient.from(dynamoDb, { marshallOptions: { removeUndefinedValues: true } }),
    tables: Object.fromEntries(named.map(([name, TableName]) => [name, TableName])) as Record<Name, string>,
    async drop() {
      for (const [, TableName] of named) await dynamoDb.send(new DeleteTableCommand({ TableName }));
      dynamoDb.destroy();
    },
  };
}

const keySchema = (attributes: readonly string[]): KeySchemaElement[] =>
  attributes.map((AttributeName, index) => ({ AttributeName, KeyType: index === 0 ? 'HASH' : 'RANGE' }));
