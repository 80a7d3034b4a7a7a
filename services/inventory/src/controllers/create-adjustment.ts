import { AppError } from '#libs/errors';
import type { Origin } from '#libs/lambda';
import type { AdjustmentRepository } from '../gateways/adjustment-repository.ts';
import type { StockRepository } from '../gateways/stock-repository.ts';
import { gatherUnits } from '../helpers/gather-units.ts';
import { log } from '../log-events.ts';
import { toAdjustment, type Adjustment, type NewAdjustment } from '../models/adjustment.ts';

interface Dependencies {
  readonly adjustments: Pick<AdjustmentRepository, 'adjust'>;
  readonly stock: Pick<StockRepository, 'findItems' | 'gather'>;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** @throws AppError conflict `stock.insufficient` */
export async function createAdjustment(
  productId: string,
  request: NewAdjustment,
  origin: Origin,
  deps: Dependencies,
): Promise<Adjustment> {
  const adjustment = toAdjustment(productId, request, origin.at, origin.newId('adj'));
  // The units of a hot product may be in its buckets.
  const isApplied =
    (await deps.adjustments.adjust(adjustment)) ||
    ((await gatherUnits(productId, deps)) && (await deps.adjustments.adjust(adjustment)));
  if (!isApplied)
    throw new AppError('conflict', 'stock.insufficient', {
      detail: 'Insufficient stock. Reduce the quantity.',
    });
  log.info('stock.adjusted', { productId, quantity: adjustment.quantity, reason: adjustment.reason });
  return adjustment;
}
