import { dynamoDbClient } from '#libs/aws';
import { conflictingDynamoDb, runningCloud } from '#libs/testing';
import { dynamoDbAdjustmentRepository } from '../src/gateways/dynamodb-adjustment-repository.ts';
import { dynamoDbReservationRepository } from '../src/gateways/dynamodb-reservation-repository.ts';
import { dynamoDbStockAuditRepository } from '../src/gateways/dynamodb-stock-audit-repository.ts';
import { dynamoDbStockRepository } from '../src/gateways/dynamodb-stock-repository.ts';
import type { InMemoryStock } from './in-memory-stock.ts';

export type Repositories = Pick<InMemoryStock, 'stock' | 'reservations' | 'adjustments' | 'audit'>;

/**
 * The repositories on the tables of the running local cloud. Writes of reservations and adjustments conflict with transactions;
 * those of stock do not, because a conflict is one of the outcomes that its callers handle.
 */
export async function dynamoDbRepositories(): Promise<Repositories> {
  const cloud = runningCloud();
  const [stock, reservations, adjustments] = (await Promise.all(
    ['StockTable', 'ReservationsTable', 'AdjustmentsTable'].map((table) => cloud.ref('inventory', table)),
  )) as [string, string, string];
  const client = dynamoDbClient(cloud.clientConfig);
  const conflicting = conflictingDynamoDb();
  return {
    stock: dynamoDbStockRepository(stock, { client, singleAttemptClient: client }),
    reservations: dynamoDbReservationRepository({ stock, reservations }, conflicting),
    adjustments: dynamoDbAdjustmentRepository({ stock, adjustments }, conflicting),
    audit: dynamoDbStockAuditRepository({ stock, reservations, adjustments }, client),
  };
}
