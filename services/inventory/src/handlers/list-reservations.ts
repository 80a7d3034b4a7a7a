import { environment } from '#libs/config';
import { ListReservations } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { listReservations } from '../controllers/list-reservations.ts';
import { dynamoDbStockBooks } from '../gateways/dynamodb-stock-books.ts';

const env = environment({ RESERVATIONS_TABLE: 'text' });
const deps = { books: dynamoDbStockBooks({ reservations: env.RESERVATIONS_TABLE }) };

export const handler = commandHandler(ListReservations, (command) => listReservations(command, deps));
