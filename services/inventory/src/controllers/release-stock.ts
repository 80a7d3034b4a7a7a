import type { CommandOf, ReleaseStock } from '#libs/contracts';
import type { StockRepository } from '../gateways/stock-repository.ts';
import { transitions } from '../models/reservation.ts';
import { transitionReservation } from './transition-reservation.ts';

interface Dependencies {
  readonly stock: Pick<StockRepository, 'findReservation' | 'insertReleased' | 'transition'>;
}

/** Releases the stock of an order. Without a reservation it stores a released one, which rejects a late `ReserveStock`. */
export async function releaseStock(
  { orderId }: CommandOf<typeof ReleaseStock>,
  { stock }: Dependencies,
): Promise<void> {
  const isInserted = await stock.insertReleased(orderId);
  if (!isInserted) await transitionReservation(orderId, transitions.release, { stock });
}
