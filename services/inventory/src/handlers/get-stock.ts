import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { getStock } from '../controllers/get-stock.ts';
import { dynamoDbStockRepository } from '../gateways/dynamodb-stock-repository.ts';
import { toStockLevel } from '../models/stock.ts';
import request from './get-stock.schema.ts';

const env = environment({ STOCK_TABLE: 'text' });
const deps = { stock: dynamoDbStockRepository(env.STOCK_TABLE) };

export const handler = httpHandler(request, async ({ path }) => {
  const stock = await getStock(path.productId, deps);
  return ok(toStockLevel(stock), { version: stock.version });
});
