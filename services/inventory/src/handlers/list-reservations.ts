import { environment } from '#libs/config';
import { ListReservations } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { listReservations } from '../controllers/list-reservations.ts';
import { dynamoDbReservationRepository } from '../gateways/dynamodb-reservation-repository.ts';
import { dynamoDbStockAuditRepository } from '../gateways/dynamodb-stock-audit-repository.ts';

const env = environment({ RESERVATIONS_TABLE: 'text' });
const deps = {
  audit: dynamoDbStockAuditRepository({ reservations: env.RESERVATIONS_TABLE }),
  reservations: dynamoDbReservationRepository({ reservations: env.RESERVATIONS_TABLE }),
};

export const handler = commandHandler(ListReservations, (command) => listReservations(command, deps));
