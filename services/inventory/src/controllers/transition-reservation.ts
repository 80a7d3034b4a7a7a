import { AppError } from '#libs/errors';
import type { StockRepository } from '../gateways/stock-repository.ts';
import { log } from '../log-events.ts';
import { rejectTransition, type ReservationTransition } from '../models/reservation.ts';

interface Dependencies {
  readonly stock: Pick<StockRepository, 'findReservation' | 'transition'>;
}

/** Applies a transition to the reservation of an order. One that is already in the target status is left unchanged. */
export async function transitionReservation(
  orderId: string,
  transition: ReservationTransition,
  { stock }: Dependencies,
): Promise<void> {
  const reservation = await stock.findReservation(orderId);
  if (!reservation) throw new AppError('not-found', 'reservation.not-found');
  if (reservation.status === transition.to) return;
  if (reservation.status !== transition.from) rejectTransition(reservation, transition);

  const isApplied = await stock.transition(reservation, transition);
  // The status changed after it was read: read it again.
  if (!isApplied) return transitionReservation(orderId, transition, { stock });
  log.info('reservation.transitioned', { orderId, status: transition.to });
}
