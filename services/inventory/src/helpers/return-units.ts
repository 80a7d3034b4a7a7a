import type { ReservationRepository } from '../gateways/reservation-repository.ts';
import { log } from '../log-events.ts';
import { rejectTransition, type Reservation, type ReturningTransition } from '../models/reservation.ts';

interface Dependencies {
  readonly reservations: Pick<ReservationRepository, 'find' | 'returnUnits'>;
}

/** Returns the units of a reservation to the stock. One that is already in the target status is left unchanged. */
export async function returnUnits(
  reservation: Reservation,
  transition: ReturningTransition,
  { reservations }: Dependencies,
): Promise<void> {
  const { orderId, status } = reservation;
  if (status === transition.to) return;
  if (status !== transition.from) rejectTransition(reservation, transition.to);
  if (await reservations.returnUnits(reservation, transition))
    return log.info('reservation.transitioned', { orderId, status: transition.to });
  // The status changed after it was read: read it again.
  const changed = await reservations.find(orderId);
  if (changed) await returnUnits(changed, transition, { reservations });
}
