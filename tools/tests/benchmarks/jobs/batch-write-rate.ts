import { CreateTableCommand, DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { productAt } from './import-file.ts';

// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
const BATCH_SIZE = 25;
// As the import has in flight.
const AT_ONCE = 4;
const TABLE = 'bench-baseline';

/** Rows a second of the least that could be done: the same products, written in batches, with nothing asked. */
export async function batchWriteRate(config: DynamoDBClientConfig, rows: number): Promise<number> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(config));
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'sku', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'sku', KeyType: 'HASH' }],
    }),
  );
  const startedAt = performance.now();
  let next = 0;
  const writer = async () => {
    while (next < rows) {
      const first = next;
      next += BATCH_SIZE;
      const items = Array.from({ length: Math.min(BATCH_SIZE, rows - first) }, (_, n) =>
        productAt(first + n),
      );
      const puts = items.map((Item) => ({ PutRequest: { Item } }));
      await client.send(new BatchWriteCommand({ RequestItems: { [TABLE]: puts } }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, writer));
  client.destroy();
  return rows / ((performance.now() - startedAt) / 1000);
}
