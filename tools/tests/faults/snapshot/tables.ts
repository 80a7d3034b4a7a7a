import { paginateScan, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

/** An item as the service stores it. */
export type StoredItem = Readonly<Record<string, any>>; // oxlint-disable-line typescript/no-explicit-any -- of another service

/** Reads all items of a table. */
export async function readTable(client: DynamoDBClient, TableName: string): Promise<readonly StoredItem[]> {
  const items: StoredItem[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    items.push(...Items.map((item) => unmarshall(item)));
  return items;
}
