import { randomUUID } from 'node:crypto';
import { conflictingDynamoDb, runningCloud } from '#libs/testing';
import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  type KeySchemaElement,
} from '@aws-sdk/client-dynamodb';

/** Tables for one test: the service's own have a stream, so that a session submitted there becomes an order. */
export async function createTemporaryTables<Name extends string>(
  keys: Readonly<Record<Name, readonly string[]>>,
  /** Keys of the global secondary indexes, by table and index name. */
  indexes: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {},
) {
  const dynamoDb = new DynamoDBClient(runningCloud().clientConfig);
  const named = Object.entries<readonly string[]>(keys).map(
    ([name, attributes]) => [name, `${name}-${randomUUID()}`, attributes] as const,
  );
  for (const [name, TableName, attributes] of named) {
    const tableIndexes = Object.entries<readonly string[]>(indexes[name] ?? {});
    const attributeNames = new Set([...attributes, ...tableIndexes.flatMap(([, indexed]) => indexed)]);
    await dynamoDb.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [...attributeNames].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S',
        })),
        KeySchema: keySchema(attributes),
        ...(tableIndexes.length > 0 && {
          GlobalSecondaryIndexes: tableIndexes.map(([IndexName, indexed]) => ({
            IndexName,
            KeySchema: keySchema(indexed),
            Projection: { ProjectionType: 'KEYS_ONLY' },
          })),
        }),
      }),
    );
  }
  return {
    client: conflictingDynamoDb(),
    tables: Object.fromEntries(named.map(([name, TableName]) => [name, TableName])) as Record<Name, string>,
    async drop() {
      for (const [, TableName] of named) await dynamoDb.send(new DeleteTableCommand({ TableName }));
      dynamoDb.destroy();
    },
  };
}

const keySchema = (attributes: readonly string[]): KeySchemaElement[] =>
  attributes.map((AttributeName, index) => ({ AttributeName, KeyType: index === 0 ? 'HASH' : 'RANGE' }));
