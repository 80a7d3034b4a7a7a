import { AppError } from '#libs/errors';
import type { StockLedger } from '../gateways/stock-ledger.ts';
import { log } from '../log-events.ts';
import { refuseMove, type Move } from '../models/reservation.ts';

interface Dependencies {
  readonly ledger: Pick<StockLedger, 'move' | 'reservationOf'>;
}

/** Moves an order's reservation on; one that has moved there already stays as it is. */
export async function moveReservation(orderId: string, move: Move, { ledger }: Dependencies): Promise<void> {
  const reservation = await ledger.reservationOf(orderId);
  if (!reservation) throw new AppError('not-found', 'reservation.unknown');
  if (reservation.status === move.to) return;
  if (reservation.status !== move.from) refuseMove(reservation, move);

  const hasMoved = await ledger.move(reservation, move);
  // Somebody was quicker: look again where it stands now.
  if (!hasMoved) return moveReservation(orderId, move, { ledger });
  log.info('reservation.moved', { orderId, status: move.to });
}
