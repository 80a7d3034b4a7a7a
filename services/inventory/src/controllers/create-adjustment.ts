import { AppError } from '#libs/errors';
import type { StockLedger } from '../gateways/stock-ledger.ts';
import { log } from '../log-events.ts';
import { adjustmentOf, type Adjustment, type NewAdjustment } from '../models/adjustment.ts';

interface Needs {
  readonly ledger: Pick<StockLedger, 'adjust'>;
  readonly now: () => Date;
}

export async function createAdjustment(
  productId: string,
  request: NewAdjustment,
  { ledger, now }: Needs,
): Promise<Adjustment> {
  const adjustment = adjustmentOf(productId, request, now());
  const isPossible = await ledger.adjust(adjustment);
  if (!isPossible)
    throw new AppError('conflict', 'stock.insufficient', {
      detail: 'More pieces would go than can be sold.',
    });
  log.info('stock.adjusted', { productId, quantity: adjustment.quantity, reason: adjustment.reason });
  return adjustment;
}
