import type { CommandOf, ReserveStock } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { count } from '#libs/logging';
import type { StockLedger } from '../gateways/stock-ledger.ts';
import { log } from '../log-events.ts';
import { mergedLines } from '../models/reservation.ts';

interface Dependencies {
  readonly ledger: Pick<StockLedger, 'reserve' | 'reservationOf'>;
}

/** Once for each order: a repetition finds the reservation, and one that comes after the release is refused. */
export async function reserveStock(
  { orderId, lineItems }: CommandOf<typeof ReserveStock>,
  { ledger }: Dependencies,
): Promise<void> {
  const reserved = await ledger.reserve(orderId, mergedLines(lineItems));
  if (reserved === true) {
    count('StockReserved');
    return log.info('stock.reserved', { orderId });
  }
  if (reserved === false) return expectReserved(orderId, ledger);

  count('StockInsufficient');
  log.info('stock.insufficient', { orderId, productIds: reserved.productIds });
  throw new AppError('conflict', 'stock.insufficient', {
    detail: `Too few are left of ${reserved.productIds.join(', ')}.`,
  });
}

async function expectReserved(orderId: string, ledger: Pick<StockLedger, 'reservationOf'>): Promise<void> {
  const reservation = await ledger.reservationOf(orderId);
  if (reservation?.status === 'released')
    throw new AppError('conflict', 'reservation.released', { detail: 'The order was given up before.' });
}
