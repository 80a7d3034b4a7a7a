import { environment } from '#libs/config';
import { ReserveStock } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { reserveStock } from '../controllers/reserve-stock.ts';
import { dynamoDbStockLedger } from '../gateways/dynamodb-stock-ledger.ts';

const env = environment({ STOCK_TABLE: 'text', RESERVATIONS_TABLE: 'text' });
const deps = {
  ledger: dynamoDbStockLedger({ stock: env.STOCK_TABLE, reservations: env.RESERVATIONS_TABLE }),
};

export const handler = commandHandler(ReserveStock, (command) => reserveStock(command, deps));
