import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Seed } from '../../../tools/local-cloud/src/contract/local-context.ts';

const PRODUCTS = 200;
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
const BATCH_SIZE = 25;

/** Seeds stock of every product that catalog seeds. Some products have little stock, so that they can sell out. */
const seedStock: Seed = async ({ awsClientConfig, tableName, log }) => {
  const [stockTable, adjustmentsTable] = [
    tableName('inventory', 'StockTable'),
    tableName('inventory', 'AdjustmentsTable'),
  ];
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(awsClientConfig));
  const items = Array.from({ length: PRODUCTS }, (_, index) => toStock(index + 1));
  for (let first = 0; first < items.length; first += BATCH_SIZE) {
    const stock = items.slice(first, first + BATCH_SIZE);
    await write(client, adjustmentsTable, stock.map(toDelivery));
    await write(client, stockTable, stock);
  }
  log(`${items.length} products in stock`);
};
export default seedStock;

async function write(client: DynamoDBDocumentClient, table: string, items: readonly object[]) {
  const puts = items.map((Item) => ({ PutRequest: { Item } }));
  await client.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
}

function toStock(number: number) {
  const stockId = `prd_${String(number).padStart(36, '0')}`;
  const available = number % 20 === 0 ? 3 : 50 + ((number * 37) % 450);
  return { stockId, available, version: 1, holds: {}, correlationId: 'seed' };
}

/** The adjustment of the seeded stock: without it the stock check finds a mismatch. */
const toDelivery = ({ stockId, available }: ReturnType<typeof toStock>) => ({
  productId: stockId,
  adjustmentId: stockId.replace('prd', 'adj'),
  quantity: available,
  reason: 'delivery',
  adjustedAt: '2026-01-01T00:00:00.000Z',
});
