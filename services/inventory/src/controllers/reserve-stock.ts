import type { CommandOf, ReserveStock } from '#libs/contracts';
import { AppError } from '#libs/errors';
import type { StockRepository } from '../gateways/stock-repository.ts';
import { log } from '../log-events.ts';
import { metrics } from '../metrics.ts';
import { mergeLines } from '../models/reservation.ts';

interface Dependencies {
  readonly stock: Pick<StockRepository, 'reserve' | 'findReservation'>;
}

/** Reserves the stock of an order once. A repetition has no effect; after a release it is rejected. */
export async function reserveStock(
  { orderId, lineItems }: CommandOf<typeof ReserveStock>,
  { stock }: Dependencies,
): Promise<void> {
  const reserved = await stock.reserve(orderId, mergeLines(lineItems));
  if (reserved === true) {
    metrics.count('StockReserved');
    return log.info('stock.reserved', { orderId });
  }
  if (reserved === false) return requireNotReleased(orderId, stock);

  metrics.count('StockInsufficient');
  log.info('stock.insufficient', { orderId, productIds: reserved.productIds });
  throw new AppError('conflict', 'stock.insufficient', {
    detail: `Insufficient stock of ${reserved.productIds.join(', ')}. Reduce the quantity.`,
  });
}

async function requireNotReleased(
  orderId: string,
  stock: Pick<StockRepository, 'findReservation'>,
): Promise<void> {
  const reservation = await stock.findReservation(orderId);
  if (reservation?.status === 'released')
    throw new AppError('conflict', 'reservation.released', {
      detail: 'The stock of this order was already released.',
    });
}
