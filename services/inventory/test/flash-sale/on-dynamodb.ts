import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dynamoDbClient } from '#libs/aws';
import { newId } from '#libs/models';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { findDynamoDbEngine } from '../../../../tools/local-cloud/src/services/dynamodb/dynamodb-engine.ts';
import { startDynamoDbProcess } from '../../../../tools/local-cloud/src/services/dynamodb/dynamodb-process.ts';
import { commitStock } from '../../src/controllers/commit-stock.ts';
import { reserveStock } from '../../src/controllers/reserve-stock.ts';
import { dynamoDbAdjustmentRepository } from '../../src/gateways/dynamodb-adjustment-repository.ts';
import { dynamoDbReservationRepository } from '../../src/gateways/dynamodb-reservation-repository.ts';
import { dynamoDbStockRepository } from '../../src/gateways/dynamodb-stock-repository.ts';
import { hotProducts } from '../../src/helpers/hot-products.ts';
import { toAdjustment } from '../../src/models/adjustment.ts';

/** The sale of all units of one product on the local DynamoDB engine. */
export interface RealSale {
  readonly units: number;
  readonly customers: number;
  readonly sold: number;
  readonly refused: number;
  /** Any other outcome. */
  readonly errors: number;
  readonly unitsLeft: number;
  readonly seconds: number;
}

const KEYS = { stock: ['stockId'], reservations: ['orderId'], adjustments: ['productId', 'adjustmentId'] };

/** Sells the units to more customers than there are units, through the repositories of the functions. */
export async function sellOnDynamoDb(
  units: number,
  customers: number,
  concurrency: number,
): Promise<RealSale> {
  await using cleanup = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'tradewind-flash-sale-'));
  cleanup.defer(() => rm(folder, { recursive: true }));
  const implementation = findDynamoDbEngine();
  if (!implementation)
    throw new Error('No DynamoDB implementation found. "npm start" says how to install one.');
  const engine = await startDynamoDbProcess({ engine: implementation, folder });
  cleanup.defer(() => engine.stop());
  const config = {
    endpoint: `http://127.0.0.1:${engine.port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  await createTables(new DynamoDBClient(config));

  const client = dynamoDbClient(config);
  const memory = {
    stock: dynamoDbStockRepository('stock', {
      client,
      singleAttemptClient: dynamoDbClient({ ...config, maxAttempts: 1 }),
    }),
    reservations: dynamoDbReservationRepository({ stock: 'stock', reservations: 'reservations' }, client),
    now: () => new Date(),
    // oxlint-disable-next-line no-restricted-globals -- the pauses of the retries, as in production
    pause: (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds)),
  };
  const adjustments = dynamoDbAdjustmentRepository({ stock: 'stock', adjustments: 'adjustments' }, client);
  const productId = newId('prd');
  await adjustments.adjust(toAdjustment(productId, { quantity: units, reason: 'delivery' }, new Date()));

  let [left, sold, refused, errors] = [customers, 0, 0, 0];
  const environment = async () => {
    const deps = { ...memory, hotProducts: hotProducts() };
    while (left-- > 0) {
      const lineItems = [{ productId, quantity: 1 }];
      const command = { orderId: newId('ord'), lineItems, correlationId: 'flash-sale' };
      try {
        await reserveStock(command, deps);
        await commitStock(command, deps);
        sold++;
      } catch (error) {
        if ((error as { code?: string }).code === 'stock.insufficient') refused++;
        else errors++;
      }
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: concurrency }, environment));
  const seconds = (performance.now() - startedAt) / 1000;
  const unitsLeft = (await memory.stock.find(productId))?.available ?? Number.NaN;
  return { units, customers, sold, refused, errors, unitsLeft, seconds };
}

async function createTables(tables: DynamoDBClient): Promise<void> {
  for (const [TableName, keys] of Object.entries(KEYS))
    await tables.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: keys.map((AttributeName, index) => ({
          AttributeName,
          KeyType: index === 0 ? 'HASH' : 'RANGE',
        })),
      }),
    );
  tables.destroy();
}
