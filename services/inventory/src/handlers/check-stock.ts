import { environment } from '#libs/config';
import { CheckStock } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { checkStock } from '../controllers/check-stock.ts';
import { dynamoDbStockAuditRepository } from '../gateways/dynamodb-stock-audit-repository.ts';

const env = environment({ STOCK_TABLE: 'text', RESERVATIONS_TABLE: 'text', ADJUSTMENTS_TABLE: 'text' });
const deps = {
  audit: dynamoDbStockAuditRepository({
    stock: env.STOCK_TABLE,
    reservations: env.RESERVATIONS_TABLE,
    adjustments: env.ADJUSTMENTS_TABLE,
  }),
};

export const handler = commandHandler(CheckStock, () => checkStock(deps));
