import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { LocalContext } from '../../../tools/local-cloud/src/contract/local-context.ts';
import { seedImages } from './seeded-images.ts';
import { seededCategories, seededProducts } from './seeded-catalog.ts';

// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
const BATCH_SIZE = 25;

/** Seeds categories and products with records as the repositories write them. */
export default async function seed(local: LocalContext): Promise<void> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(local.awsClientConfig));
  const putAll = async (logicalId: string, records: readonly object[]) => {
    const table = local.tableName('catalog', logicalId);
    for (let first = 0; first < records.length; first += BATCH_SIZE) {
      const batch = records.slice(first, first + BATCH_SIZE);
      const puts = batch.map((record) => ({
        PutRequest: { Item: { ...record, version: 1, correlationId: 'seed' } },
      }));
      await client.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
    }
  };
  const categories = seededCategories();
  const products = seededProducts();
  await putAll('CategoriesTable', categories);
  await putAll('ProductsTable', products);
  const images = await seedImages(local, client);
  local.log(`catalog: ${products.length} products in ${categories.length} categories, ${images} images`);
}
