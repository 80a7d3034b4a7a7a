import { AppError } from '#libs/errors';
import type { Origin } from '#libs/lambda';
import type { StockRepository } from '../gateways/stock-repository.ts';
import { log } from '../log-events.ts';
import { toAdjustment, type Adjustment, type NewAdjustment } from '../models/adjustment.ts';

interface Dependencies {
  readonly stock: Pick<StockRepository, 'adjust'>;
}

/** @throws AppError conflict `stock.insufficient` */
export async function createAdjustment(
  productId: string,
  request: NewAdjustment,
  origin: Origin,
  { stock }: Dependencies,
): Promise<Adjustment> {
  const adjustment = toAdjustment(productId, request, origin.at, origin.newId('adj'));
  const isApplied = await stock.adjust(adjustment);
  if (!isApplied)
    throw new AppError('conflict', 'stock.insufficient', {
      detail: 'Insufficient stock. Reduce the quantity.',
    });
  log.info('stock.adjusted', { productId, quantity: adjustment.quantity, reason: adjustment.reason });
  return adjustment;
}
