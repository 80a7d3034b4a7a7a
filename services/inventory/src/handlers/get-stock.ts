import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { getStock } from '../controllers/get-stock.ts';
import { dynamoDbStockLedger } from '../gateways/dynamodb-stock-ledger.ts';
import { levelOf } from '../models/stock.ts';
import request from './get-stock.schema.ts';

const env = environment({ STOCK_TABLE: 'text' });
const deps = { ledger: dynamoDbStockLedger({ stock: env.STOCK_TABLE }) };

export const handler = httpHandler(request, async ({ path }) => {
  const stock = await getStock(path.productId, deps);
  return ok(levelOf(stock), { version: stock.version });
});
