import { environment } from '#libs/config';
import { CommitStock } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { commitStock } from '../controllers/commit-stock.ts';
import { dynamoDbReservationRepository } from '../gateways/dynamodb-reservation-repository.ts';

const env = environment({ RESERVATIONS_TABLE: 'text' });
const deps = { reservations: dynamoDbReservationRepository({ reservations: env.RESERVATIONS_TABLE }) };

export const handler = commandHandler(CommitStock, (command) => commitStock(command, deps));
