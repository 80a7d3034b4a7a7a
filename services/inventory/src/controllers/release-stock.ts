import type { CommandOf, ReleaseStock } from '#libs/contracts';
import type { StockLedger } from '../gateways/stock-ledger.ts';
import { moves } from '../models/reservation.ts';
import { moveReservation } from './move-reservation.ts';

interface Dependencies {
  readonly ledger: Pick<StockLedger, 'forestall' | 'move' | 'reservationOf'>;
}

/** Gives back what an order holds; where it holds nothing yet, a reservation that comes late finds the door closed. */
export async function releaseStock(
  { orderId }: CommandOf<typeof ReleaseStock>,
  { ledger }: Dependencies,
): Promise<void> {
  const isForestalled = await ledger.forestall(orderId);
  if (!isForestalled) await moveReservation(orderId, moves.release, { ledger });
}
