import type { Hold, StockRepository } from '../gateways/stock-repository.ts';
import { toProductId } from '../models/stock.ts';

interface Dependencies {
  readonly stock: Pick<StockRepository, 'returnHold'>;
}

/**
 * Returns the units of a hold once. When the buckets of a product are closed, its holds move to the main item: a hold that
 * is not found in its bucket is either there, or was returned before.
 */
export async function returnHold(hold: Hold, { stock }: Dependencies): Promise<boolean> {
  if (await stock.returnHold(hold)) return true;
  const mainId = toProductId(hold.stockId);
  return mainId !== hold.stockId && stock.returnHold({ ...hold, stockId: mainId });
}
