import { setTimeout as pause } from 'node:timers/promises';
import { environment } from '#libs/config';
import { dynamoDbReservationRepository } from '../gateways/dynamodb-reservation-repository.ts';

/** What every command on reservations needs. */
export function reservationDependencies() {
  const env = environment({ STOCK_TABLE: 'text', RESERVATIONS_TABLE: 'text' });
  return {
    reservations: dynamoDbReservationRepository({
      stock: env.STOCK_TABLE,
      reservations: env.RESERVATIONS_TABLE,
    }),
    now: () => new Date(),
    pause: (milliseconds: number) => pause(milliseconds),
  };
}
