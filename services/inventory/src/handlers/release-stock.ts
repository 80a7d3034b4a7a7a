import { environment } from '#libs/config';
import { ReleaseStock } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { releaseStock } from '../controllers/release-stock.ts';
import { dynamoDbStockLedger } from '../gateways/dynamodb-stock-ledger.ts';

const env = environment({ STOCK_TABLE: 'text', RESERVATIONS_TABLE: 'text' });
const deps = {
  ledger: dynamoDbStockLedger({ stock: env.STOCK_TABLE, reservations: env.RESERVATIONS_TABLE }),
};

export const handler = commandHandler(ReleaseStock, (command) => releaseStock(command, deps));
