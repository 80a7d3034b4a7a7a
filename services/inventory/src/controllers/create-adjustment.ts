import { AppError } from '#libs/errors';
import type { Origin } from '#libs/lambda';
import type { StockLedger } from '../gateways/stock-ledger.ts';
import { log } from '../log-events.ts';
import { adjustmentOf, type Adjustment, type NewAdjustment } from '../models/adjustment.ts';

interface Dependencies {
  readonly ledger: Pick<StockLedger, 'adjust'>;
}

/** @throws AppError conflict `stock.insufficient` */
export async function createAdjustment(
  productId: string,
  request: NewAdjustment,
  origin: Origin,
  { ledger }: Dependencies,
): Promise<Adjustment> {
  const adjustment = adjustmentOf(productId, request, origin.at, origin.newId('adj'));
  const isPossible = await ledger.adjust(adjustment);
  if (!isPossible)
    throw new AppError('conflict', 'stock.insufficient', {
      detail: 'More pieces would go than can be sold.',
    });
  log.info('stock.adjusted', { productId, quantity: adjustment.quantity, reason: adjustment.reason });
  return adjustment;
}
