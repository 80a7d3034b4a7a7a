import { environment } from '#libs/config';
import { CheckStock } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { checkStock } from '../controllers/check-stock.ts';
import { dynamoDbStockAuditRepository } from '../gateways/dynamodb-stock-audit-repository.ts';
import { dynamoDbStockRepository } from '../gateways/dynamodb-stock-repository.ts';
import { reservationDependencies } from '../wiring/reservations.ts';

const env = environment({ STOCK_TABLE: 'text', RESERVATIONS_TABLE: 'text', ADJUSTMENTS_TABLE: 'text' });
const deps = {
  ...reservationDependencies(),
  stock: dynamoDbStockRepository(env.STOCK_TABLE),
  audit: dynamoDbStockAuditRepository({
    stock: env.STOCK_TABLE,
    reservations: env.RESERVATIONS_TABLE,
    adjustments: env.ADJUSTMENTS_TABLE,
  }),
};

export const handler = commandHandler(CheckStock, () => checkStock(deps));
