import { environment } from '#libs/config';
import { dynamoDbStockRepository } from '../gateways/dynamodb-stock-repository.ts';

/** The tables that every command on reservations writes. */
export function reservationDependencies() {
  const env = environment({ STOCK_TABLE: 'text', RESERVATIONS_TABLE: 'text' });
  return {
    stock: dynamoDbStockRepository({ stock: env.STOCK_TABLE, reservations: env.RESERVATIONS_TABLE }),
  };
}
