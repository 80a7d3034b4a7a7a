import { environment } from '#libs/config';
import { CommitStock } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { moveReservation } from '../controllers/move-reservation.ts';
import { dynamoDbStockLedger } from '../gateways/dynamodb-stock-ledger.ts';
import { moves } from '../models/reservation.ts';

const env = environment({ STOCK_TABLE: 'text', RESERVATIONS_TABLE: 'text' });
const deps = {
  ledger: dynamoDbStockLedger({ stock: env.STOCK_TABLE, reservations: env.RESERVATIONS_TABLE }),
};

export const handler = commandHandler(CommitStock, ({ orderId }) =>
  moveReservation(orderId, moves.commit, deps),
);
