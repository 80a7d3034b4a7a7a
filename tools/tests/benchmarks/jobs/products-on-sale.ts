import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { paginateQuery, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { CATEGORIES, productAt } from './import-file.ts';

/** How many imported products are on sale, and how many of them were written more than once. */
export async function productsOnSale(
  config: DynamoDBClientConfig,
  table: string,
): Promise<{ count: number; writtenAgain: number }> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(config));
  let [count, writtenAgain] = [0, 0];
  for (let category = 0; category < CATEGORIES; category++) {
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        IndexName: 'byCategory',
        KeyConditionExpression: 'categoryListing = :listing',
        FilterExpression: 'begins_with(sku, :prefix)',
        ProjectionExpression: '#version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: {
          ':listing': `active#${productAt(category).categoryId}`,
          ':prefix': 'BENCH-',
        },
      },
    );
    for await (const { Items = [] } of pages) {
      count += Items.length;
      writtenAgain += Items.filter(({ version }) => version !== 1).length;
    }
  }
  client.destroy();
  return { count, writtenAgain };
}
