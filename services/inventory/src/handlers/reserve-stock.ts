import { environment } from '#libs/config';
import { ReserveStock } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { reserveStock } from '../controllers/reserve-stock.ts';
import { dynamoDbStockRepository } from '../gateways/dynamodb-stock-repository.ts';
import { hotProducts } from '../helpers/hot-products.ts';
import { reservationDependencies } from '../wiring/reservations.ts';

const env = environment({ STOCK_TABLE: 'text' });
const deps = {
  ...reservationDependencies(),
  stock: dynamoDbStockRepository(env.STOCK_TABLE),
  hotProducts: hotProducts(),
};

export const handler = commandHandler(ReserveStock, (command) => reserveStock(command, deps));
