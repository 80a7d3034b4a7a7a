import type { CommandOf, RestockOrder } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { ReservationRepository } from '../gateways/reservation-repository.ts';
import { returnUnits } from '../helpers/return-units.ts';
import { transitions } from '../models/reservation.ts';

interface Dependencies {
  readonly reservations: Pick<ReservationRepository, 'find' | 'returnUnits'>;
}

/** Returns the units of a canceled order to the stock. */
export async function restockOrder(
  { orderId }: CommandOf<typeof RestockOrder>,
  { reservations }: Dependencies,
): Promise<void> {
  const reservation = await reservations.find(orderId);
  if (!reservation) throw new AppError('not-found', 'reservation.not-found');
  await returnUnits(reservation, transitions.restock, { reservations });
}
